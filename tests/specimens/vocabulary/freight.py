"""The vocabulary of a carrier of freight: quotes, bookings, consignments, what happens on the way."""

TABLE = """
#Quotes Prices for a transport that is not booked yet.
#Bookings Transports that were ordered.
#Tracking Where freight is, and what happened to it.
#Network Terminals, routes, and vehicles.
#Billing Invoices and credit notes.
#Customs Declarations at borders.

/quotes Quote Quotes accept,decline
/bookings Booking Bookings amend,cancel
/consignments Consignment Tracking split,hold,release
/tracking-events TrackingEvent Tracking
/terminals Terminal Network
/routes Route Network close
/vehicles Vehicle Network dispatch
/invoices Invoice Billing dispute
/customs-declarations CustomsDeclaration Customs submit
/claims DamageClaim Tracking settle

Incoterm = EXW|FCA|CPT|CIP|DAP|DPU|DDP  Who bears which cost and risk.
Mode = road|rail|sea|air|barge  How a leg is travelled.
BookingState = requested|confirmed|collected|in_transit|delivered|cancelled  Where a booking stands.
Address  A postal address.
  street!         name          Street and number.
  postalCode?     string        Postal code, where the country has them.
  city!           name          Town or city.
  country!        country       ISO 3166-1 code.
Party  Somebody named on the papers.
  name!           name          Name of the company or person.
  address!        Address       Where they are.
  contactEmail?   email         For messages about this freight.
  contactPhone?   phone         For drivers.
  eori?           code          Number for customs.
Leg  One stretch of a route.
  mode!           Mode          How it is travelled.
  from!           Terminal      Where it begins.
  to!             Terminal      Where it ends.
  departsAt?      time          When it leaves by plan.
  arrivesAt?      time          When it arrives by plan.
  co2Kilograms?   amount        Emission that is reckoned for it.
Terminal  A place where freight is loaded.
  id!<            uuid          Identifier of the terminal.
  name!           name          Its name.
  country!        country       ISO 3166-1 code.
  position?       Position      Where it is on the map.
  openingHours?   string        When drivers may come.
  handles         [Mode]        What can be loaded.
Route  A chain of legs.
  id!<            uuid          Identifier of the route.
  name!           name          What planners call it.
  legs!           [Leg]         The legs in order.
  weekdays        [string]      On which days it runs.
  suspendedUntil?  date         Until when it does not run.
Package  Something that is carried.
  type!           pallet|crate|drum|parcel|loose  How it is packed.
  count!          count         How many of them.
  dimensions?     Dimensions    Measures of one.
  grossKilograms!  amount       Weight of all together.
  dangerous?      DangerousGoods  Set for dangerous goods alone.
  marks?          string        What is painted on them.
DangerousGoods  What papers must say of dangerous goods.
  unNumber!       un-number     Number of the substance.
  class!          string        Class of danger.
  packingGroup?   I|II|III      Group of packing.
  flashPoint?     number        Flash point in degrees.
Quote  A price for a transport.
  id!<            uuid          Identifier of the quote.
  shipper!        Party         Who sends.
  consignee!      Party         Who receives.
  packages!       [Package]     What is carried.
  incoterm?       Incoterm      Who bears which cost.
  price<?         Charge        The price, once it is reckoned.
  validUntil<?    time          Until when the price holds.
  metadata        Metadata      What the customer attaches.
Booking  A transport that was ordered.
  id!<            uuid          Identifier of the booking.
  reference?      string        The customer's own number.
  quote?          uuid          The quote that was accepted.
  state!<         BookingState  Where it stands.
  shipper!        Party         Who sends.
  consignee!      Party         Who receives.
  notify?         [Party]       Who is told of every event.
  packages!       [Package]     What is carried.
  route<?         Route         How it travels.
  collection!     TimeWindow    When it is collected.
  delivery?       TimeWindow    When it is delivered.
  instructions?   text          What drivers should know.
  payment?        PaymentTerms  Who pays, and how.
  metadata        Metadata      What the customer attaches.
Consignment  Packages that travel together.
  id!<            uuid          Identifier of the consignment.
  trackingNumber!<  tracking-number  Number that is public.
  booking!        uuid          The booking it belongs to.
  packages!       [Package]     What it holds.
  events<         [TrackingEvent]  What happened so far.
  position<?      Position      Where it was last seen.
  estimatedArrival<?  time      When it is expected.
  temperature?    TemperatureRange  What it must be kept at.
TimeWindow  A time with a tolerance.
  earliest!       time          Not before.
  latest!         time          Not after.
  appointment?    string        Number of an appointment at the gate.
TemperatureRange  Between what degrees freight is kept.
  minimum!        number        Lowest, in degrees Celsius.
  maximum!        number        Highest, in degrees Celsius.
Vehicle  Something that moves freight.
  id!<            uuid          Identifier of the vehicle.
  plate!          plate         Plate as registered.
  mode!           Mode          What it travels on.
  capacityKilograms!  amount    What it can carry.
  position<?      Position      Where it was last seen.
  driver?         name          Who drives.
Invoice  What a customer owes.
  id!<            uuid          Identifier of the invoice.
  number!<        string        Number on paper.
  charges!        [Charge]      What is charged.
  dueOn!          date          When it is due.
  paidAt<?        time          When it was paid.
CustomsDeclaration  What is told to customs.
  id!<            uuid          Identifier of the declaration.
  consignment!    uuid          What is declared.
  declarant!      Party         Who declares.
  goods!          [DeclaredGoods]  What crosses the border.
  state!<         draft|submitted|released|refused  Where it stands.
DeclaredGoods  One position of a declaration.
  hsCode!         string        Code of the goods.
  description!    name          What it is.
  value!          Charge        What it is worth.
  origin!         country       Where it was made.
DamageClaim  A claim for freight that was lost or damaged.
  id!<            uuid          Identifier of the claim.
  consignment!    uuid          What was lost or damaged.
  kind!           loss|damage|delay  What happened.
  claimed!        Charge        What is claimed.
  evidence        [uri]         Photographs and papers.
  settled<?       Charge        What was paid.
"""
