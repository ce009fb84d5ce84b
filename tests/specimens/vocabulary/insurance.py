"""The vocabulary of an insurer: parties, insured objects, policies, claims; what is inherited is three deep."""

TABLE = """
#policies Contracts of insurance, from quote to cancellation.
#claims Requests for payment, and everything decided about them.
#parties People and organisations the company deals with.
#objects What is insured: vehicles, buildings, shipments.
#payments Money that goes out and money that comes in.
#documents Letters, photographs, and reports of experts.

/policies Policy policies renew,cancel,suspend
/claims Claim claims approve,reject,reopen
/parties Party parties merge
/insured-objects InsuredObject objects
/coverages Coverage policies
/payments Payment payments release
/correspondence Document documents send
/assessments Assessment claims sign
/reserves Reserve claims
/products Product policies publish
/brokers Broker parties

CurrencyCode = DKK|EUR|GBP|NOK|SEK|USD  Currencies in which the company settles.
PolicyStatus = DRAFT|QUOTED|IN_FORCE|SUSPENDED|CANCELLED|EXPIRED  Where a policy is in its life.
ClaimStatus = REPORTED|UNDER_ASSESSMENT|APPROVED|REJECTED|SETTLED|REOPENED  Where a claim is in its life.
PaymentMethod = BANK_TRANSFER|DIRECT_DEBIT|CARD|OFFSET  How money is moved.
LineOfBusiness = MOTOR|PROPERTY|LIABILITY|MARINE|TRAVEL  The line under which a product is sold.
Money  An amount with its currency.
  amount!         amount        The amount, in the major unit of the currency.
  currency!       CurrencyCode  The currency of the amount.
Address  A postal address.
  street!         name          Street and number.
  addressLine2    name          Floor, door, or care of.
  postalCode!     string        Postal code in the notation of the country.
  city!           name          Town or city.
  country!        country       ISO 3166-1 code of the country.
Period  A span of days, both included.
  from!           date          The first day.
  to              date          The last day; absent while it is open.
AuditInfo  Who created a record and who changed it last.
  createdAt!<     time          When the record was created.
  createdBy!<     name          The user or system that created it.
  modifiedAt<     time          When the record was last changed.
  modifiedBy<     name          The user or system that changed it last.
  revision<       long          Grows with every change; used for optimistic locking.
Record  What every stored object has.
  objectType!     string        Names the concrete type of the object.
  id<             id            Identifier the registry gives.
  externalId      string        Identifier in the system of a partner.
  audit<          AuditInfo     Who created the record and who changed it last.
  labels          {string}      Free labels that users attach.
Party(Record)  Somebody the company deals with.
  displayName!    name          The name as it is printed on letters.
  emailAddress    email         Where letters are sent electronically.
  phoneNumber     phone         A number in E.164 notation.
  addresses       [Address]     Postal addresses, the preferred one first.
  language        language      The language letters are written in.
  blocked         bool          Whether payments to the party are held back.
Person(Party)  A natural person.
  firstName!      name          Given name.
  lastName!       name          Family name.
  dateOfBirth     date          Day of birth.
  nationalId>     string        National identification number; never returned.
  occupation      string        What the person does for a living.
Organisation(Party)  A company, an authority or an association.
  registrationNumber!  string   Number in the register of companies.
  vatNumber       string        Number for value added tax.
  industryCode    code          Industry by the company's own list.
  contactPerson   Person        Whom to ask for.
Employee(Person)  Somebody who works for the company.
  department!     code          The department the employee belongs to.
  authorityLimit  Money         The highest payment the employee may approve alone.
Broker(Organisation)  An organisation that sells policies for the company.
  licenceNumber!  string        Number of the broker's licence.
  commissionRate  percent       Share of the premium that the broker keeps.
  licensedLines   [LineOfBusiness]  Lines the licence covers.
Garage(Organisation)  A workshop that repairs vehicles under an agreement.
  approvedMakes   [string]      Makes the workshop is approved for.
  hourlyRate      Money         The agreed price of an hour.
InsuredObject(Record)  Something that a policy insures.
  description!    text          What it is, in words.
  insuredValue!   Money         The value that is insured.
  owner           Party         Who owns it.
  inspections     [Period]      When it was inspected.
Vehicle(InsuredObject)  A motor vehicle.
  vin!            vin           Vehicle identification number.
  registrationPlate  plate      Plate as registered.
  make!           name          The make.
  model           name          The model.
  firstRegistered  date         Day of first registration.
  annualMileage   count         Kilometres driven in a year.
Truck(Vehicle)  A vehicle that carries goods.
  grossWeight!    count         Permitted weight in kilograms.
  axles           count         Number of axles.
  tailLift        bool          Whether it has a tail lift.
Motorcycle(Vehicle)  A vehicle on two wheels.
  engineCapacity!  count        Capacity in cubic centimetres.
  sidecar         bool          Whether it has a sidecar.
Building(InsuredObject)  A house, a flat, or a hall.
  address!        Address       Where it stands.
  yearBuilt       year          When it was built.
  floorArea       number        Floor area in square metres.
  roof            TILE|SLATE|THATCH|METAL|FLAT  What the roof is made of.
  sprinklers      bool          Whether it has sprinklers.
Farm(Building)  A building in which animals or crops are kept.
  livestock       count         How many animals are kept.
  cropTypes       [string]      Which crops are stored.
Shipment(InsuredObject)  Goods on their way.
  origin!         Address       Where the goods are loaded.
  destination!    Address       Where the goods are unloaded.
  transport       ROAD|RAIL|SEA|AIR  How the goods travel.
Coverage(Record)  One peril that a policy covers, and up to what sum.
  code!           code          Code of the peril.
  limit!          Money         The most that is paid.
  deductible      Money         What the policyholder bears.
  waitingDays     count         Days before the cover begins.
  exclusions      [string]      What is not covered.
Product(Record)  What can be bought.
  name!           name          Name of the product.
  line!           LineOfBusiness  The line it is sold under.
  coverages       [Coverage]    What it covers.
  saleable        Period        When it can be bought.
Policy(Record)  A contract of insurance.
  number!<        policy-number  The number printed on the policy.
  status!         PolicyStatus  Where the policy is in its life.
  holder!         Party         Who holds the policy.
  period!         Period        The days the policy is in force.
  product         Product       What was bought.
  objects!        [InsuredObject]  What is insured.
  coverages!      [Coverage]    What is covered.
  premium!        Money         The premium of a year.
  instalments     count         Payments a year.
  paymentMethod   PaymentMethod  How the premium is paid.
  broker          Broker        Who sold the policy.
  campaignCode~   code          Campaign under which it was sold; use labels.
Claim(Record)  A request for payment under a policy.
  number!<        claim-number  The number that clerks quote.
  status!         ClaimStatus   Where the claim is in its life.
  policyNumber!   policy-number  The policy that is claimed under.
  occurredAt!     time          When the damage happened.
  reportedAt<     time          When the claim was reported.
  cause           text          What happened, in the words of the claimant.
  claimant!       Party         Who asks for payment.
  estimate        Money         What the damage is thought to cost.
  handler<        Employee      Who handles the claim.
  relatedClaims   [claim-number]  Claims of the same event.
VehicleClaim(Claim)  A claim for damage to or by a vehicle.
  vehicle!        Vehicle       The vehicle.
  garage          Garage        Who repairs it.
  liabilityShare  percent       Share of the blame.
  policeReport    string        Number of the report of the police.
PropertyClaim(Claim)  A claim for damage to a building or its contents.
  building!       Building      The building.
  habitable       bool          Whether people can stay in it.
WaterDamageClaim(PropertyClaim)  A claim for damage by water.
  source!         PIPE|ROOF|FLOOD|APPLIANCE  Where the water came from.
  affectedArea    number        Square metres that got wet.
  dryingDays      count         Days the drying took.
FireClaim(PropertyClaim)  A claim for damage by fire.
  fireBrigade     bool          Whether the fire brigade came.
  suspectedArson  bool          Whether arson is suspected.
Assessment(Record)  What an expert says of a claim.
  claimNumber!    claim-number  The claim that was assessed.
  expert!         Person        Who assessed it.
  findings!       text          What was found.
  repairCost      Money         What the repair costs.
  totalLoss       bool          Whether repair does not pay.
Reserve(Record)  Money set aside for a claim.
  claimNumber!    claim-number  The claim.
  amount!         Money         How much is set aside.
  reason          CASE|STATISTICAL|LEGAL  Why.
Payment(Record)  Money that moves.
  amount!         Money         How much.
  payee!          Party         To whom.
  method!         PaymentMethod  How.
  dueDate         date          When it is due.
  reference       string        What the payee reads on the statement.
BankTransfer(Payment)  A payment to a bank account.
  iban!           iban          The account.
  accountHolder   name          Whose account it is.
DirectDebit(Payment)  A payment collected from a bank account.
  mandateId!      string        The mandate of the debtor.
  signedOn        date          When the mandate was signed.
Document(Record)  A letter, a photograph or a report.
  title!          name          What it is called.
  mediaType!      string        Media type of the content.
  pages           count         Number of pages.
  confidential    bool          Whether only the handler may read it.
Letter(Document)  A document that was sent or received by post.
  recipient       Party         To whom it was sent.
  sentOn          date          When it was sent.
Photograph(Document)  A picture of damage.
  takenAt         time          When it was taken.
  latitude        latitude      Where it was taken, north.
  longitude       longitude     Where it was taken, east.
"""
