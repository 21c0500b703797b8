/** What the form holds, as typed. Empty iterations or seed: what the profile says, else the default. */
export interface Draft {
  readonly profile: string;
  readonly name: string;
  readonly question: 'damage' | 'weights';
  readonly goal: 'iterations' | 'targetError';
  readonly iterations: string;
  readonly targetErrorPct: string;
  readonly seed: string;
  /** Who computes: nodes of the network, or the browser that shows the form. */
  readonly place: 'network' | 'here';
}

export const emptyDraft: Draft = {
  profile: '',
  name: '',
  question: 'damage',
  goal: 'iterations',
  iterations: '',
  targetErrorPct: '0.1',
  seed: '',
  place: 'network',
};

const key = 'wowlab.draft';

/** A draft from text that was kept, or null when it is none. */
export const parseDraft = (kept: string | null): Draft | null => {
  if (kept === null) return null;
  try {
    const value: unknown = JSON.parse(kept);
    if (typeof value !== 'object' || value === null) return null;
    const fields = new Map<string, unknown>(Object.entries(value));
    const textOf = (name: Exclude<keyof Draft, 'question' | 'goal' | 'place'>): string => {
      const field = fields.get(name);
      return typeof field === 'string' ? field : emptyDraft[name];
    };
    return {
      profile: textOf('profile'),
      name: textOf('name'),
      question: fields.get('question') === 'weights' ? 'weights' : 'damage',
      goal: fields.get('goal') === 'targetError' ? 'targetError' : 'iterations',
      iterations: textOf('iterations'),
      targetErrorPct: textOf('targetErrorPct'),
      seed: textOf('seed'),
      place: fields.get('place') === 'here' ? 'here' : 'network',
    };
  } catch {
    return null;
  }
};

let memory: Draft | null = null;

/** Storage may be full or switched off; then the draft lives as long as the page. */
export const saveDraft = (draft: Draft): void => {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    memory = draft;
  }
};

export const loadDraft = (): Draft => {
  try {
    return parseDraft(localStorage.getItem(key)) ?? memory ?? emptyDraft;
  } catch {
    return memory ?? emptyDraft;
  }
};
