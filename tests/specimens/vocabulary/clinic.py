"""The vocabulary of a clinic that takes bookings: patients, appointments, invoices."""

TABLE = """
#patients People who are treated.
#appointments Who is seen when, and by whom.
#staff Practitioners, their hours, and their rooms.
#billing Invoices, insurers, and payments.
#lab Samples and results.

/patients Patient patients merge,archive
/appointments Appointment appointments cancel,check_in,no_show
/practitioners Practitioner staff
/rooms Room staff
/shifts Shift staff swap
/prescriptions Prescription patients renew
/invoices Invoice billing send,write_off
/insurers Insurer billing
/samples Sample lab receive,discard
/results LabResult lab release
/referrals Referral patients accept
/waitlist WaitlistEntry appointments promote

AppointmentState = booked|confirmed|arrived|in_progress|done|cancelled|no_show  Where an appointment stands.
Specialty = general|dermatology|cardiology|orthopaedics|paediatrics  Field of a practitioner.
SampleType = blood|urine|swab|tissue  What was taken.
Contact  How somebody is reached.
  phone           phone         Number in E.164 notation.
  email           email         Address for reminders.
  preferred       phone|email|letter  How the person wants to be reached.
PostalAddress  Where somebody lives.
  street!         name          Street and number.
  postcode!       string        Postal code.
  city!           name          Town.
  country         country       ISO 3166-1 code.
EmergencyContact  Whom to call.
  name!           name          Who it is.
  relation        parent|partner|child|friend  What the person is to the patient.
  phone!          phone         Number in E.164 notation.
Patient  Somebody who is treated.
  id<             uuid          Identifier of the patient.
  given_name!     name          Given name.
  family_name!    name          Family name.
  date_of_birth!  date          Day of birth.
  sex             female|male|unknown  As recorded at registration.
  national_number>  string      National number; never returned.
  contact!        Contact       How the patient is reached.
  address         PostalAddress  Where the patient lives.
  emergency_contacts  [EmergencyContact]  Whom to call.
  allergies       [string]      Known allergies.
  notes           text          What staff should know.
  created_at<     time          When the patient was registered.
Practitioner  Somebody who treats.
  id<             uuid          Identifier of the practitioner.
  full_name!      name          Name with title.
  specialty!      Specialty     Field of work.
  licence_number!  string       Number of the licence.
  languages       [language]    Languages spoken.
  accepts_new     bool          Whether new patients are taken.
Room  Where patients are seen.
  id<             id            Identifier of the room.
  label!          string        What the door says.
  floor           int           Floor, zero at street level.
  equipment       [string]      What is in it.
Shift  Hours of a practitioner.
  id<             id            Identifier of the shift.
  practitioner_id!  uuid        Whose hours.
  room_id         id            Where.
  starts_at!      time          When it begins.
  ends_at!        time          When it ends.
  on_call         bool          Whether it is on call.
Appointment  A time at which a patient is seen.
  id<             uuid          Identifier of the appointment.
  patient_id!     uuid          Who is seen.
  practitioner_id!  uuid        By whom.
  room_id         id            Where.
  starts_at!      time          When it begins.
  duration_minutes!  count      How long it takes.
  state<          AppointmentState  Where it stands.
  reason          text          Why the patient comes.
  reminders       [time]        When reminders are sent.
  video_link<     uri           Link for a visit by video.
Medicine  What is prescribed.
  code!           code          Code of the medicine.
  name!           name          Name of the medicine.
  dose!           string        How much, how often.
  days            count         For how many days.
Prescription  Medicines for a patient.
  id<             uuid          Identifier of the prescription.
  patient_id!     uuid          For whom.
  prescribed_by!  uuid          By whom.
  medicines!      [Medicine]    What.
  valid_until     date          Last day at the pharmacy.
  repeats         count         How often it can be repeated.
InvoiceItem  A line of an invoice.
  code!           code          Code of the service.
  text!           name          What the line says.
  quantity        count         How many.
  unit_price!     amount        Price of one.
Invoice  What a visit costs.
  id<             uuid          Identifier of the invoice.
  number<         string        Number on paper.
  patient_id!     uuid          Who pays.
  insurer_id      id            Who pays first.
  items!          [InvoiceItem]  What is paid for.
  currency!       currency      ISO 4217 code.
  total<          amount        Sum of the items.
  due_on          date          When it is due.
  paid_at<        time          When it was paid.
Insurer  A company that pays for patients.
  id<             id            Identifier of the insurer.
  name!           name          Name of the company.
  payer_code!     code          Code in claims.
  portal          uri           Where claims are sent.
Sample  Something taken for the laboratory.
  id<             uuid          Identifier of the sample.
  patient_id!     uuid          From whom.
  type!           SampleType    What was taken.
  taken_at!       time          When.
  volume_ml       amount        How much.
  barcode!        gtin          Number on the tube.
Measurement  A value the laboratory found.
  analyte!        code          What was measured.
  value!          number        The value.
  unit!           string        Its unit.
  low             number        Lower end of the normal range.
  high            number        Upper end of the normal range.
LabResult  What the laboratory found in a sample.
  id<             uuid          Identifier of the result.
  sample_id!      uuid          The sample.
  measurements!   [Measurement]  The values.
  comment         text          What the laboratory adds.
  released_at<    time          When the patient may read it.
Referral  A letter to another practitioner.
  id<             uuid          Identifier of the referral.
  patient_id!     uuid          Who is referred.
  specialty!      Specialty     To which field.
  urgency!        routine|soon|urgent  How soon.
  letter          text          What the letter says.
WaitlistEntry  A patient who waits for a time.
  id<             uuid          Identifier of the entry.
  patient_id!     uuid          Who waits.
  specialty!      Specialty     For which field.
  earliest        date          From which day.
  flexible        bool          Whether any hour will do.
"""
