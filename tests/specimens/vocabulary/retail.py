"""The vocabulary of a shop with a warehouse: products, carts, orders, returns."""

TABLE = """
#catalogue-controller Products and where they are on the shelves.
#order-controller Orders from the cart to the doorstep.
#customer-controller Customers and their addresses.
#inventory-controller What is in stock, and where.
#payment-controller Payments, refunds, and vouchers.
#returns-controller What customers send back.

/products Product catalogue-controller publish,archive
/categories Category catalogue-controller
/prices Price catalogue-controller
/carts Cart order-controller checkout
/orders Order order-controller confirm,cancel,ship
/customers Customer customer-controller anonymize
/stock-levels StockLevel inventory-controller recount
/warehouses Warehouse inventory-controller
/payments Payment payment-controller capture,void
/vouchers Voucher payment-controller
/returns ReturnOrder returns-controller accept,refuse
/reviews Review catalogue-controller hide

OrderStatus = PENDING|CONFIRMED|PICKING|SHIPPED|DELIVERED|CANCELLED  Where an order is on its way.
Channel = WEB|APP|STORE|MARKETPLACE  Through which channel it was sold.
Unit = PIECE|KILOGRAM|LITRE|METRE  What quantities count.
ReturnReason = WRONG_ITEM|DAMAGED|LATE|NOT_AS_DESCRIBED|CHANGED_MIND  Why something comes back.
Money  An amount in the smallest unit of its currency.
  cents!          long          The amount in the smallest unit.
  currency!       currency      ISO 4217 code.
AddressDto  A postal address.
  line1!          name          Street and number.
  line2?          name          Flat or floor.
  postcode!       string        Postal code.
  city!           name          Town or city.
  countryCode!    country       ISO 3166-1 code.
Dimensions  Outer measures of a parcel.
  lengthMm!       count         Length in millimetres.
  widthMm!        count         Width in millimetres.
  heightMm!       count         Height in millimetres.
  weightGrams     count         Weight in grams.
Product  Something that can be bought.
  id<             uuid          Identifier of the product.
  sku!            sku           Stock keeping unit.
  title!          name          Name as customers read it.
  description?    text          Text of the product page.
  gtin?           gtin          Number behind the bar code.
  unit!           Unit          What quantities count.
  categories      [Category]    Where it stands in the catalogue.
  price           Price         What it costs now.
  dimensions?     Dimensions    Outer measures when packed.
  attributes      {string}      Colour, size, and the like.
  images          [uri]         Pictures, the first one on lists.
  rating<?        number        Average of all reviews.
  createdAt<      time          When it was entered.
  legacyCode~     code          Code in the system before; use sku.
Category  A node of the catalogue.
  id<             id            Identifier of the category.
  slug!           string        Its part of the URL.
  title!          name          Its name.
  parent?         Category      The category above.
  position        count         Its place among its siblings.
Price  What a product costs during a time.
  amount!         Money         The price.
  compareAt?      Money         The price before, struck through.
  taxRate!        percent       Rate of value added tax.
  validFrom       time          From when it holds.
  validUntil?     time          Until when it holds.
CartLine  A product in a cart.
  sku!            sku           The product.
  quantity!       count         How many.
  unitPrice<      Money         Price of one.
  giftWrap        bool          Whether to wrap it.
Cart  What a customer is about to buy.
  id<             uuid          Identifier of the cart.
  channel!        Channel       Where the customer shops.
  lines!          [CartLine]    What is in it.
  voucherCode?    code          The voucher that was entered.
  total<          Money         What it all costs.
  expiresAt<      time          When the cart is emptied.
OrderLine  A line of an order.
  position!       count         Line number.
  sku!            sku           The product.
  quantity!       count         How many were ordered.
  delivered<      count         How many were delivered.
  unitPrice!      Money         Price of one.
  discount?       Money         What was taken off.
Parcel  A box on its way.
  trackingNumber!  tracking-number  Number at the carrier.
  carrier!        DHL|GLS|POSTNORD|UPS  Who carries it.
  dimensions      Dimensions    Its measures.
  shippedAt?      time          When it left.
Order  What a customer has bought.
  id<             uuid          Identifier of the order.
  number<         string        Number that customers quote.
  status!         OrderStatus   Where it is on its way.
  channel         Channel       Through which channel it was sold.
  customer!       Customer      Who bought.
  lines!          [OrderLine]   What was bought.
  shippingAddress!  AddressDto  Where it goes.
  billingAddress?  AddressDto   Who gets the invoice.
  parcels<        [Parcel]      Boxes on their way.
  payments<       [Payment]     How it was paid.
  note?           text          What the customer wrote.
  placedAt<       time          When it was placed.
  giftMessage     string        Text on the card.
Customer  Somebody who buys.
  id<             uuid          Identifier of the customer.
  email!          email         Address for receipts.
  password>       password      Chosen at registration; never returned.
  fullName!       name          Name on parcels.
  phone?          phone         For the carrier.
  addresses       [AddressDto]  Known addresses.
  locale          language      Language of mails.
  newsletter      bool          Whether mails with offers are wanted.
  loyaltyPoints<  count         Points collected.
Warehouse  A building with shelves.
  id<             id            Identifier of the warehouse.
  name!           name          What people call it.
  address!        AddressDto    Where it is.
  capacity        count         Pallets that fit.
StockLevel  How many of a product are in a warehouse.
  id<             id            Identifier of the level.
  sku!            sku           The product.
  warehouse!      Warehouse     Where.
  onHand!         count         How many are there.
  reserved<       count         How many are promised.
  reorderPoint    count         Below this, more are bought.
  countedAt?      time          When somebody last counted.
Payment  A payment of an order.
  id<             uuid          Identifier of the payment.
  amount!         Money         How much.
  method!         CARD|INVOICE|PAYPAL|GIFT_CARD  How.
  state<          AUTHORIZED|CAPTURED|VOIDED|FAILED  Where it stands.
  cardToken>      string        Token of the card; never returned.
  capturedAt<?    time          When money was taken.
Voucher  A code that takes something off.
  id<             id            Identifier of the voucher.
  code!           code          What is typed in.
  percentOff?     percent       Share taken off.
  amountOff?      Money         Amount taken off.
  usesLeft        count         How often it can still be used.
  expiresOn?      date          Last day of use.
ReturnOrder  What a customer sends back.
  id<             uuid          Identifier of the return.
  order!          Order         The order it belongs to.
  reason!         ReturnReason  Why.
  lines!          [OrderLine]   What comes back.
  comment?        text          What the customer says.
  refund<?        Money         What is paid back.
Review  What a customer says of a product.
  id<             id            Identifier of the review.
  sku!            sku           The product.
  stars!          ONE|TWO|THREE|FOUR|FIVE  The verdict.
  body?           text          The text.
  author<         name          Who wrote it.
  visible         bool          Whether it is shown.
"""
