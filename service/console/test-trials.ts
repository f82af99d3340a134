import { tenantId } from "../../core/index.js";
import { TEST_INPUTS, type TestStores } from "../../core/testing.js";

/** Runs in the tests' console. */
export const TEST_EXPERIMENT = { name: "personal-or-not", impersonalShare: 0.5 } as const;

const CUSTOMERS_PER_ARM = 150;
const HELPED = { impersonal: 48, personal: 69 } as const;

/** Puts turns of the experiment beside the core: in every tenth, another than the best reply stood first. */
export async function addTrials({ decisions }: TestStores["stores"], nowMs: number): Promise<void> {
  for (const arm of ["impersonal", "personal"] as const) {
    for (let at = 0; at < CUSTOMERS_PER_ARM; at++) {
      const decisionId = `${arm} ${at}`;
      const isTried = at % 10 === 9;
      const receipt = {
        fields: [],
        withheld: [],
        segment: TEST_INPUTS.segment,
        tier: TEST_INPUTS.segment.tier,
        modelVersion: "none",
        place: 1,
        propensity: isTried ? 0.05 : 0.95,
        arm: `${TEST_EXPERIMENT.name}: ${arm}`,
        source: { kind: "reply", key: "retired", variant: "default/en" },
        consent: TEST_INPUTS.consent,
        reasons: [],
      } as const;
      const record = { decisionId, partId: undefined, channel: "zendesk", replyKey: "retired" } as const;
      const inputs = { ...TEST_INPUTS, inputId: decisionId };
      await decisions.add([{ ...record, conversationHash: decisionId, receipt }], inputs, nowMs - 1_000);
      if (at >= HELPED[arm]) continue;
      const feedback = { decisionId, kind: "accepted", channel: "zendesk" } as const;
      await decisions.addFeedback({ ...feedback, tenantId: tenantId("console") }, nowMs);
    }
  }
}
