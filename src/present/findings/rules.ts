/**
 * What the codes of findings mean in general, by code: `FINDINGS` of the analysis. Handed in by the caller, because
 * outputs know reports only.
 */
export type RuleTexts = Readonly<Record<string, { title: string; why: string; todo: string }>>;
