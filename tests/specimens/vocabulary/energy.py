"""The vocabulary of an energy platform: meters and sites that report readings as they come, tariffs, alerts."""

TABLE = """
#sites Places that draw or feed energy.
#devices Meters, chargers, batteries, and the like.
#readings What devices measure.
#tariffs What energy costs, and when.
#alerts What somebody should look at.
#commands What devices are told to do.

/sites Site sites commission,close
/devices Device devices restart,calibrate
/readings Reading readings
/tariffs Tariff tariffs activate
/alerts Alert alerts acknowledge,mute
/commands Command commands abort
/charging-sessions ChargingSession devices stop
/contracts Contract tariffs terminate
/forecasts Forecast readings
/firmware Firmware devices roll-out
/subscriptions Subscription alerts pause

Quantity = power|energy|voltage|current|temperature|frequency  What is measured.
Severity = info|warning|critical  How bad it is.
DeviceState = provisioned|online|offline|faulty|retired  Where a device stands.
Location  A point and its address.
  latitude!       latitude      Degrees north.
  longitude!      longitude     Degrees east.
  street?         name          Street and number.
  city?           name          Town.
  country!        country       ISO 3166-1 code.
Site  A place that draws or feeds energy.
  id!<            uuid          Identifier of the site.
  name!           name          What people call it.
  location!       Location      Where it is.
  gridOperator?   code          Who runs the grid there.
  maximumPower!   amount        What the connection carries, in kilowatts.
  timeZone!       string        Name in the IANA database.
  labels          {string}      Free labels.
Channel  One series a device reports.
  number!         count         Number of the channel.
  quantity!       Quantity      What it measures.
  unit!           string        Its unit.
  intervalSeconds  count        How often it reports.
Device  Something that measures or switches.
  id!<            uuid          Identifier of the device.
  deviceType!     string        Names the concrete type.
  serial!         string        Serial number.
  site!           uuid          Where it is installed.
  state!<         DeviceState   Where it stands.
  channels        [Channel]     What it reports.
  firmware<?      string        Version that runs.
  lastSeen<?      time          When it was last heard of.
Meter(Device)  A device that counts energy.
  meterNumber!    meter-number  Number of the metering point.
  ratio           amount        Ratio of the transformer.
Charger(Device)  A device that charges vehicles.
  connectors!     count         How many can charge at once.
  maximumCurrent!  amount       What a connector gives, in ampere.
  publicAccess    bool          Whether anybody may charge.
Battery(Device)  A device that stores energy.
  capacity!       amount        What fits, in kilowatt hours.
  stateOfCharge<  percent       How full it is.
  cycles<         count         How often it was emptied.
Reading  A value at a time.
  device!         uuid          Who measured.
  channel!        count         Which channel.
  at!             time          When.
  value!          number        What.
  quality?        measured|estimated|corrected  How sure it is.
TariffStep  A price during some hours.
  fromHour!       count         First hour.
  toHour!         count         Last hour.
  pricePerKwh!    amount        Price of a kilowatt hour.
Tariff  What energy costs.
  id!<            uuid          Identifier of the tariff.
  name!           name          What customers read.
  currency!       currency      ISO 4217 code.
  steps!          [TariffStep]  Prices by hour.
  validFrom!      date          First day.
  validTo?        date          Last day.
Contract  Who pays for a site.
  id!<            uuid          Identifier of the contract.
  site!           uuid          The site.
  tariff!         uuid          What is paid.
  holder!         name          Who pays.
  iban>           iban          Account that is debited; never returned.
  signedOn?       date          When it was signed.
Alert  Something somebody should look at.
  id!<            uuid          Identifier of the alert.
  device!         uuid          Where.
  severity!       Severity      How bad it is.
  message!        text          What it is.
  raisedAt!<      time          When it began.
  acknowledgedBy<?  name        Who looks after it.
Command  Something a device is told to do.
  id!<            uuid          Identifier of the command.
  device!         uuid          Who shall do it.
  action!         switch_on|switch_off|set_limit|read_now  What to do.
  limit?          amount        For limits, in kilowatts.
  notAfter?       time          When it is too late.
  result<?        string        What came of it.
ChargingSession  A vehicle at a charger.
  id!<            uuid          Identifier of the session.
  charger!        uuid          Where.
  connector!      count         Which connector.
  startedAt!<     time          When it began.
  endedAt<?       time          When it ended.
  energy<?        amount        What was charged, in kilowatt hours.
  token?          string        Card of the driver.
Forecast  What is expected at a site.
  id!<            uuid          Identifier of the forecast.
  site!           uuid          The site.
  quantity!       Quantity      What is expected.
  points!         [ForecastPoint]  Values by time.
  model?          string        What reckoned it.
ForecastPoint  One value of a forecast.
  at!             time          When.
  expected!       number        The value.
  lower?          number        Lower end of the band.
  upper?          number        Upper end of the band.
Firmware  Software for devices.
  id!<            uuid          Identifier of the firmware.
  version!        string        Its version.
  deviceTypes!    [string]      For which types.
  notes?          text          What is new.
  signature>      string        Signature of the maker; never returned.
Subscription  Where alerts are sent.
  id!<            uuid          Identifier of the subscription.
  callback!       uri           Where they are posted.
  severities!     [Severity]    Which ones.
  secret>         password      Key of the signature; never returned.
"""
