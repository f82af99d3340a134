import type { ReplyRecord } from "../records.js";
import { accountReplies } from "./account.js";
import { adviceReplies } from "./advice.js";
import { contactReplies } from "./contact.js";
import { deliveryReplies } from "./delivery.js";
import { membershipReplies } from "./membership.js";
import { orderReplies } from "./orders.js";
import { paymentReplies } from "./payment.js";
import { repairReplies } from "./repair.js";
import { returnReplies } from "./returns.js";

/** Every reply of the demo company. */
export const replyLibrary: readonly ReplyRecord[] = [
  ...deliveryReplies,
  ...orderReplies,
  ...returnReplies,
  ...paymentReplies,
  ...membershipReplies,
  ...accountReplies,
  ...adviceReplies,
  ...repairReplies,
  ...contactReplies,
];
