import { Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const text = () => Type.String();
const perFight = (description = 'Mean of one fight.') => Type.Number({ description });

/** What became of one source of damage. Counts are means of one fight; hits are single ones over all fights. */
const DetailedSource = Type.Object(
  {
    name: text(),
    actor: Type.String({ description: '`player`, or the name of the pet or guardian that deals it.' }),
    executes: perFight('Casts, swings or applications, landed or not.'),
    hits: perFight('Direct hits, neither critical nor glancing.'),
    crits: perFight(),
    glances: perFight(),
    ticks: perFight('Periodic hits that were not critical.'),
    critTicks: perFight(),
    applications: perFight('Landed applications without damage of their own.'),
    misses: perFight(),
    dodges: perFight(),
    parries: perFight(),
    minHit: Type.Number(),
    maxHit: Type.Number(),
    critShare: Type.Number({ description: 'Part of its damage that was critical, of 1.' }),
  },
  closed,
);

const AuraSummary = Type.Object(
  {
    kind: Type.Union([Type.Literal('buff'), Type.Literal('debuff')]),
    actor: Type.String({ description: 'Who carries it.' }),
    name: text(),
    uptime: Type.Number({ description: 'Part of the time it was up, of 1; more than 1 on several targets at once.' }),
    meanStacks: Type.Number({ description: 'While it was up.' }),
    applications: perFight(),
    refreshes: perFight('Applications that found it up already.'),
  },
  closed,
);

const ResourceGain = Type.Object(
  { name: text(), count: perFight(), amount: perFight(), wasted: perFight('What did not fit.') },
  closed,
);
const ResourceSpend = Type.Object({ name: text(), count: perFight(), amount: perFight() }, closed);

const ResourceSummary = Type.Object(
  {
    actor: text(),
    name: text(),
    start: perFight('Points at the pull.'),
    end: perFight('Points at the end.'),
    gains: Type.Array(ResourceGain),
    spends: Type.Array(ResourceSpend),
  },
  closed,
);

const AbilityUse = Type.Object(
  {
    actor: text(),
    name: text(),
    uses: perFight(),
    idleMs: perFight('Time its cooldown was over, with all charges there, and it was not used; 0 without a cooldown.'),
  },
  closed,
);

/** Why an arm's DPS is what it is. Counts, amounts and times are means of one fight. */
export const ReportDetails = Type.Object(
  {
    fightLength: Type.Object(
      {
        meanMs: Type.Number(),
        histogram: Type.Union([
          Type.Object(
            { fromMs: Type.Integer(), widthMs: Type.Integer(), counts: Type.Array(Type.Integer()) },
            { ...closed, description: 'Fights that ended in each span of time; null where all are equally long.' },
          ),
          Type.Null(),
        ]),
      },
      closed,
    ),
    sources: Type.Array(DetailedSource),
    auras: Type.Array(AuraSummary),
    procs: Type.Array(Type.Object({ actor: text(), name: text(), count: perFight() }, closed)),
    resources: Type.Array(ResourceSummary),
    abilities: Type.Array(AbilityUse),
    actionLists: Type.Array(
      Type.Object({ list: text(), line: Type.Integer(), action: text(), uses: perFight() }, closed),
      { description: 'How often each line of the action lists was used.' },
    ),
    timeline: Type.Object(
      {
        widthMs: Type.Integer(),
        dps: Type.Array(Type.Number(), {
          description: 'DPS in each span since the pull, over the fights that lasted so long.',
        }),
      },
      closed,
    ),
  },
  closed,
);
export type ReportDetails = Type.Static<typeof ReportDetails>;
