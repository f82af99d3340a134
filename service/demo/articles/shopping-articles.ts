import type { ArticleDraft } from "./article-draft.js";

export const shoppingArticles: readonly ArticleDraft[] = [
  [
    "delivery_times",
    "Delivery times and costs",
    "delivery,cost",
    "We pack orders in Innsbruck from Monday to Friday, and those that reach us by 2 pm leave the same day. Standard delivery takes 2 to 4 working days in Austria and Germany and 3 to 6 in the rest of the EU. It costs €4.90 and is free from €60. Express costs €12.90 and arrives the next working day. Ridge members never pay for standard delivery, Summit members never pay for express. Large tents always travel by standard delivery, because the express network takes parcels up to 120 cm only.",
  ],
  [
    "track_parcel",
    "How to read your tracking page",
    "delivery,tracking",
    'Your shipping mail holds a link to the carrier. "Label created" means that the parcel is packed but hasn\'t been scanned; that often happens late in the evening. After that you see each depot. A parcel is scanned when it arrives somewhere and not while it drives, so a pause of two days over a weekend is normal. If three working days pass without a new line, write to us with the order number. We then ask the carrier to search by hand, which takes two to five days, and tell you at once what they find.',
  ],
  [
    "parcel_not_found",
    "Marked as delivered, but nothing is here",
    "delivery,problem",
    "First look at the delivery note in the tracking: it names the person who signed or the place where the driver left it. Check the letterbox for a card, ask the neighbours on both sides, and look at the nearest parcel shop. About half of these parcels appear within one day. If yours doesn't, tell us by the third day after the scan. We open a claim with the carrier and replace the parcel or refund it; the risk on the way is ours. Please don't throw away any card the driver left.",
  ],
  [
    "change_order",
    "Change or cancel an order",
    "order,cancel",
    'While an order shows "Received" you can change the size, the colour or the address, or cancel it altogether, under My account > Orders. Guests find the same buttons behind the link in the confirmation mail. Once it shows "Packing" the belt can\'t be stopped, usually after two hours. In that case accept the parcel and return it free of charge, or refuse it at the door. Items can\'t be added to an order, but a second order placed on the same day is put into the same box wherever possible, and you don\'t pay for delivery twice.',
  ],
  [
    "click_collect",
    "Collect in one of our shops",
    "store,pickup",
    "You can collect in Innsbruck, Munich and Dublin, free of charge. Choose \"Collect\" at checkout and wait for the mail that says your things are ready: three hours if the shop has them on the shelf, two to three days if they come from the warehouse. We keep them for ten days, for Summit members thirty. The order number is enough, and anyone may bring it. Try boots and packs on in the shop; what doesn't fit stays with us and is refunded before you're back on the street.",
  ],
  [
    "ship_abroad",
    "Countries we deliver to",
    "delivery,international",
    "We deliver to every country in the EU and to Switzerland, Liechtenstein and Norway. Inside the EU there's nothing to add. For Switzerland and Norway you pay duties at checkout together with the goods, so the driver won't ask for money at the door. Gas canisters, fuel and sprays are dangerous goods: they travel by road, inside the EU only, and never by express. Returns from abroad are free as well; you'll find the right customs form beside the label when you register the return in your account.",
  ],
  [
    "return_how",
    "How to return something",
    "returns",
    "Open My account > Returns, tick the items and say briefly why; the reason helps us to write better size advice. You then get a label to print or a QR code that the parcel shop prints for you. Use any sturdy box, and leave the tags on. Returns are free from every country that we deliver to. We check them within two working days and send a mail when the refund leaves us. Guests can start a return at larkfell.example/returns with the order number and postcode, without creating an account first.",
  ],
  [
    "return_periods",
    "How long you can return things",
    "returns,membership",
    "The period starts on the day of delivery. It's 30 days for everybody, 60 days for Ridge members and 100 days for Summit members. Purchases from 1 November to 24 December can always come back until 31 January, so presents are safe. Things should be unused, with tags; trying them on at home or sleeping a night on the living-room floor is fine. Summit members may also test outdoors. If you've missed the last day because you were travelling, write to us before you send anything. We'd rather find a solution than refuse a parcel.",
  ],
  [
    "refund_times",
    "When your refund arrives",
    "returns,refund",
    "Refunds go back the way you paid. We release them within five working days after your return has reached us, and you'll get a mail at that moment. Banks then need one to three days, PayPal some minutes, and credit cards sometimes show the amount only on the next statement. If you bought on invoice, don't pay the returned items: we send a corrected invoice. Summit members are refunded as soon as the carrier scans the parcel. Delivery fees are refunded when the whole order comes back or when the mistake was ours.",
  ],
  [
    "exchange",
    "Exchange for another size or colour",
    "returns,exchange",
    "An exchange is quicker than returning and ordering again. Choose \"Exchange\" in the return form and pick the new size or colour: it's reserved for you from that moment. We ship it when the carrier scans your parcel, so normally you wait for three to four days. If the new one costs less, we refund the difference; if it costs more because a sale has ended, we pay it. You can exchange the same item twice. After that it's better to talk to one of our fitters, by phone or by video.",
  ],
  [
    "payment_methods",
    "Ways to pay",
    "payment",
    "We take credit and debit cards, PayPal, bank transfer and purchase on invoice. Cards are charged when we ship, PayPal when you order. For most card payments your bank asks you to confirm in its app; the window closes after five minutes, which is the most common reason for a failed payment. Invoices are due 14 days after delivery, or 30 days for Summit members. On a first order we offer invoice up to €200. Gift cards and points can be combined with all of these, and the rest is paid as usual.",
  ],
  [
    "double_booking",
    "Two amounts on your statement",
    "payment,problem",
    'When a payment fails and you try again, your bank may hold both amounts for a while. Only one is booked; the other is a reservation, often shown in grey or as "pending", and it disappears after three to five days without our doing anything. Look for the word "booked" on both lines before you worry. If both really are booked, send us the dates and the amounts. We compare them with our records and refund the second on the same day. Please don\'t ask your bank to charge it back, as that takes weeks.',
  ],
  [
    "promo_codes",
    "Why a discount code may not work",
    "payment,discount",
    "Codes belong to the e-mail address that they were sent to and can be used once. Most need a basket of at least €50 and run for 90 days. They can't be combined with sale prices, with gift cards bought in the same order, or with the Summit price, which is usually better anyway. Watch out for a space before or after the code when you paste it. If you forgot to enter a valid code, tell us within 24 hours of ordering, and we'll take the amount off the invoice by hand.",
  ],
  [
    "price_promise",
    "Our price promise",
    "payment,price",
    "If our price falls within 14 days of your order, we refund the difference; Summit members have 60 days, and for them it happens by itself. If another European retailer offers the same item in your size and has it in stock, send us the link before or after you buy, and we match it. Marketplaces, auctions and single clearance pieces are left out. We compare the full price with delivery. The refund goes back the way that you paid, never as a voucher, and you keep the points of the original price.",
  ],
];
