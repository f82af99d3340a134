import type { ArticleDraft } from "./article-draft.js";

export const memberArticles: readonly ArticleDraft[] = [
  [
    "plans_compared",
    "Trail, Ridge and Summit compared",
    "membership",
    "Trail is free: one point for each euro, early word of sales, and your sizes remembered. Ridge costs €29 a year and adds free standard delivery, 60 days to return and one repair a year. Summit costs €89 and adds free express until 4 pm, 15 % off everything that isn't reduced, instant refunds, 100 days to test and return, two repairs, half-price hire and the Summit desk, where you talk to the same person each time. As a rule of thumb, Ridge pays off from six parcels a year, Summit from about €600.",
  ],
  [
    "upgrade_plan",
    "Move up or down a plan",
    "membership,upgrade",
    "Go to My account > Membership and choose another plan. Moving up takes effect at once, also for orders that haven't shipped, and what's left of the year you have paid for is taken off the price. Moving down takes effect at the end of that year, so nothing is lost. In the first 30 days after an upgrade you can change your mind and get the full fee back, provided that you haven't used a repair or express delivery. Points stay with you whichever way you move, and so do your sizes.",
  ],
  [
    "renewal",
    "How renewal works",
    "membership,payment",
    "Ridge and Summit renew after twelve months. We remind you by mail 30 days and again 7 days before, with the amount and a link that ends it in one click. If you miss both and don't want another year, tell us within 30 days of the charge and we refund it. You can switch automatic renewal off at any time under My account > Membership, even on the first day. The plan then runs to its end and changes to Trail, which is free and keeps your points, orders and invoices as they are.",
  ],
  [
    "points",
    "Collect and use points",
    "membership,points",
    'You earn one point per euro on everything but gift cards and fees. Points become usable 30 days after delivery; for Summit members on the day of delivery. A hundred points are worth €5, or €7 on Summit. Switch on "Use points" at checkout and choose how many. They work with sale prices and gift cards but don\'t pay for delivery. Points are valid for two years, the oldest are used first, and a returned item takes its points with it. Orders placed as a guest can be added later with the order number.',
  ],
  [
    "summit_desk",
    "What the Summit desk does for you",
    "membership,summit",
    "The Summit desk is four people in Innsbruck who look after Summit members only. You keep the same contact, who can see your orders and decide on replacements and refunds without asking anyone. They're reachable by phone from 8 am to 9 pm on the number printed on your card, or by replying to any of their mails. Besides solving problems, they plan gear for trips, reserve test models, book repairs with pick-up and find sizes that have sold out online. If they can't do something, they'll tell you so on the same day.",
  ],
  [
    "login_help",
    "If you can't sign in",
    "account,login",
    "Press \"Forgot password\" on the sign-in page. The mail arrives within two minutes, and the link in it works for an hour; a second request makes the first link invalid, so use the newest one. After five wrong passwords the account pauses for half an hour. If you've only ordered as a guest, you don't have a password yet: create an account with the same address and your orders will appear. If the old mailbox no longer exists, write to us from the new one with an order number, and we'll check it together.",
  ],
  [
    "account_safe",
    "Keep your account safe",
    "account,security",
    "We never ask for card details, passwords or codes by mail or by phone. If a message does, it isn't ours: forward it to us and then delete it. Use a password that you don't use anywhere else, and look at the list of devices under My account > Security from time to time. If you see an order that you didn't place, change the password, press \"Sign out everywhere\" and tell us. We stop the parcel and you won't pay for it. Stored cards can be removed there as well, each on its own.",
  ],
  [
    "personal_data",
    "Your data and what we use it for",
    "account,privacy",
    "With your permission we use your orders, your plan and the pages you've looked at to give answers and recommendations that suit you. Without it you get the same service, only more general. You can change your mind at any time under My account > Privacy, and it takes effect right away. There you can also download everything that we hold, correct it or delete it. Invoices must be kept for seven years by law; we lock them away and use them for nothing else. Messages that you write to us are never sold or passed on.",
  ],
  [
    "mails",
    "Choose which mails you get",
    "account,newsletter",
    "Under My account > Mails there are four switches: news and sales, tips for trips, reminders about your gear, and reviews. Each can be off, monthly or as it comes. Mails about orders, returns and repairs always arrive, because you'd miss them. The link at the foot of each newsletter switches all advertising off with one click and needs no password. A mail that's already in the queue can still reach you in the next 24 hours. If more come after that, tell us which address they go to, as you may be subscribed twice.",
  ],
  [
    "gift_cards",
    "Gift cards",
    "payment,gift",
    "Gift cards come by mail within minutes or as a printed card in the post, from €10 to €500. They're valid for three years in the shop, in our three stores and for repairs. Check the balance at larkfell.example/gift with the sixteen digits. You can enter up to five cards for one order, and what's left stays on the card. Sign in and press \"Add to account\" so that it can't get lost. If a card never arrived or the code can't be read, the buyer's order number is all that we need to replace it.",
  ],
  [
    "business_orders",
    "Orders for companies, clubs and guides",
    "payment,business",
    "Enter the company's name and VAT number at checkout. Inside the EU and outside Austria the invoice is then issued without VAT, after an automatic check of the number. Clubs, schools, guides and rescue teams can open an account with 30 days to pay; the form takes five minutes and we answer within two working days. From ten pieces of the same item there's a team price, and we can print or embroider a logo. An invoice that went out with the wrong name can be corrected for up to a year after the purchase.",
  ],
  [
    "grow_on",
    "Grow-On: swap kids' gear for the next size",
    "kids,second-hand",
    "Children's things with the green leaf can come back when they're outgrown, whenever that is. You get 40 % of the price you paid as credit, 60 % on Summit. They have to be clean, with zips and buckles working; worn knees and faded colours are fine, as that's what childhood looks like. Register them under My account > Grow-On, print the free label and send them off. We credit you within five working days of arrival. What comes back is washed, mended and sold through Second Trail, and what can't be sold is turned into patches.",
  ],
  [
    "second_trail",
    "Second Trail: sell and buy used gear",
    "second-hand,returns",
    "Second Trail is our shop for used equipment. Describe your piece with four photos and you get an offer within two days, up to half of what it cost. Send it in free of charge; once we've checked it you choose between store credit and, for a little less, money. Everything on sale there has been washed, inspected and repaired in our workshop, and comes with a year of warranty and 30 days to return. For safety reasons we don't take ropes, harnesses, helmets, slings or avalanche transceivers, however little they have been used.",
  ],
];
