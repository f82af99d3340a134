/** Words after which an allergy is told of, and is none of today: denied, or of the past, or only believed once. */
const DENIALS: readonly RegExp[] = [
  /\b(?:not|no longer|never|neither) (?!(?:only|just|as|that|so|very|too|severely|highly|extremely|terribly|badly|seriously|particularly)\b)(?:\S+ ){0,2}?(?:an? )?(?:allerg|intoler|sensitiv)/,
  /\b(?:was|were|used to be|thought|believed) (?:(?!diagnosed|tested|found|told)\S+ ){0,3}?(?:allergic|intolerant)/,
  /\b(?:do not|did not|no longer|never|used to) (?:have|had|suffer from) (?:\S+ ){0,3}?(?:allergy|intolerance|sensitivity)/,
  /\b(?:have no|have not|(?<!have |has |always )had) (?:(?!always)\S+ ){0,3}?(?:allergy|intolerance|sensitivity)/,
  /^(?:\S+ )?no (?:more )?(?:\S+ )?(?:allergy|intolerance)/,
  /\b(?:wrong about|cured of|over|outgrown|never mind|you have (?:me|us)|you have got (?:me|us)) (?:\S+ ){0,4}?allerg/,
  /\bnot %\S+ (?:that |which )?(?:i|we) (?:am|are) (?:\S+ )?allergic/,
  /\b(?:not sure|unsure|no idea) (?:if|whether) (?:i|we) (?:am|are|have) /,
  /\bnicht (?:(?:mehr|wirklich|laenger|gegen|auf|%\S+) ){0,3}allergisch/,
  /\bnicht (?:gegen|auf) %\S+ (?:bin|sind) (?:ich|wir) (?:\S+ )?allergisch/,
  /\b(?:gegen|auf) %\S+ (?:(?:bin|sind|ich|wir|doch|aber|gar|eigentlich) ){0,4}nicht (?:mehr |wirklich )?allergisch/,
  /\ballergisch (?:gegen|auf) %\S+ (?:bin|sind) (?:ich|wir) (?:\S+ ){0,3}nicht\b/,
  /\bkeine?n? (?:\S+ ){0,2}?(?:allergie|allergiker|unvertraeglichkeit)/,
  /\b(?:allergie|unvertraeglichkeit) (?:habe|hab|hatte|haben) (?:ich|wir) (?:\S+ ){0,3}?(?:nicht|nie|keine)\b/,
  /\b(?:hatte|hatten|haette) (?:(?!immer)\S+ ){0,5}?(?:allergie|unvertraeglichkeit)/,
  /\b(?:allergie|unvertraeglichkeit) (?:ist|war) (?:\S+ ){0,3}?(?:weg|vorbei|irrtum|fehlalarm|fehldiagnose|geschichte)\b/,
  /\b(?:war|waren|waere|dachte|glaubte) (?:(?!immer)\S+ ){0,7}?allergisch/,
  /\b(?:glaube|denke) (?:ich )?nicht\b.*\ballergi/,
  /\b(?:nicht sicher|keine ahnung) , ob (?:ich|wir) (?:(?!,)\S+ ){0,5}?allergi/,
];

/** Whether a masked clause denies an allergy, or tells of one that is past. */
export function deniesAllergy(text: string): boolean {
  return DENIALS.some((denial) => denial.test(text));
}
