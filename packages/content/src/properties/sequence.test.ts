import type { Fight, FightObserver, Resource } from '@wowlab/engine';
import type { ArmConfig } from '@wowlab/simc';
import { PLAYER } from '@wowlab/statistics';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { petFacts } from '../mop/hunter/data/pet-facts.ts';
import { racialFacts } from '../mop/hunter/data/racial-facts.ts';
import { spellFacts } from '../mop/hunter/data/spell-facts.ts';
import { prepareBeastMastery } from '../mop/hunter/beast-mastery.ts';
import { prepareMarksmanship } from '../mop/hunter/marksmanship.ts';
import { prepareSurvival } from '../mop/hunter/survival.ts';
import type { PreparedFight } from '../prepared-fight.ts';
import { configOf, type ProfileLines, randomActions, randomLines, runs } from './random-profile.test-support.ts';

/** Shortest time between two uses, from the facts alone; what has none, or can be reset, is not here. */
const cooldownsMs: Readonly<Record<string, number>> = {
  a_murder_of_crows: spellFacts.aMurderOfCrows.executeCooldownMs,
  barrage: spellFacts.barrage.cooldownMs,
  berserking: racialFacts.berserking.cooldownMs,
  bestial_wrath: spellFacts.bestialWrath.cooldownMs,
  blood_fury: racialFacts.bloodFury.cooldownMs,
  chimera_shot: spellFacts.chimeraShot.cooldownMs,
  dire_beast: spellFacts.direBeast.cooldownMs,
  explosive_trap: spellFacts.explosiveTrap.cooldownMs,
  fervor: spellFacts.fervor.cooldownMs,
  glaive_toss: spellFacts.glaiveToss.cooldownMs,
  kill_command: spellFacts.killCommand.cooldownMs,
  lynx_rush: spellFacts.lynxRush.cooldownMs,
  powershot: spellFacts.powershot.cooldownMs,
  rabid: petFacts.rabid.cooldownMs,
  rapid_fire: spellFacts.rapidFire.cooldownMs,
  stampede: spellFacts.stampede.cooldownMs,
};

/** Free of the global cooldown. */
const offGlobal: ReadonlySet<string> = new Set([
  'aspect_of_the_hawk', 'berserking', 'bestial_wrath', 'blood_fury', 'fervor', 'rabid', 'rapid_fire',
]); // prettier-ignore

interface Begun {
  readonly ability: string;
  readonly atMs: number;
  readonly castMs: number;
}

/** Writes down what the player and the pet did, and looks at every resource whenever something happens. */
class Witness implements FightObserver {
  readonly begun: Begun[] = [];
  readonly uses: { readonly ability: string; readonly atMs: number }[] = [];
  readonly faults: string[] = [];
  readonly #fight: Fight;
  readonly #resources = new Set<Resource>();
  #casting: string | null = null;

  constructor(fight: Fight) {
    this.#fight = fight;
  }

  castBegan(actor: string, ability: string, castMs: number, agoMs = 0): void {
    this.#look();
    if (actor !== PLAYER) return;
    this.#casting = ability;
    this.begun.push({ ability, atMs: this.#fight.now - agoMs, castMs });
  }

  used(actor: string, ability: string, resource: Resource | null, cost: number): void {
    if (resource !== null) this.#resources.add(resource);
    if (!(cost >= 0)) this.#fault(`${ability} cost ${cost}`);
    this.#look();
    if (actor !== PLAYER) return;
    const atMs = this.#fight.now;
    this.uses.push({ ability, atMs });
    if (ability !== this.#casting) this.begun.push({ ability, atMs, castMs: 0 });
    this.#casting = null;
  }

  struck(): void {
    this.#look();
  }

  changed(): void {
    this.#look();
  }

  refreshed(): void {
    this.#look();
  }

  gained(resource: Resource, source: string, points: number): void {
    this.#resources.add(resource);
    if (points < 0) this.#fault(`${source} gave ${points} ${resource.name}`);
    this.#look();
  }

  happened(): void {
    this.#look();
  }

  #look(): void {
    const { now, endMs } = this.#fight;
    if (now > endMs) this.#fault(`something happened after the end at ${endMs} ms`);
    for (const resource of this.#resources) {
      const points = resource.peek();
      if (!(points >= 0 && points <= resource.max)) this.#fault(`${resource.owner} has ${points} ${resource.name}`);
    }
  }

  #fault(what: string): void {
    this.faults.push(`${this.#fight.now} ms: ${what}`);
  }
}

const prepare = (lines: ProfileLines, actions: readonly string[]): PreparedFight => {
  const config = JSON.parse(configOf(lines, actions)) as ArmConfig;
  const ofSpec = { beast_mastery: prepareBeastMastery, marksmanship: prepareMarksmanship, survival: prepareSurvival }[
    config.character.spec
  ];
  if (ofSpec === undefined) throw new Error(`No fight is prepared for ${config.character.spec}.`);
  return ofSpec(config, new Set());
};

/** The first pair of uses of an ability that lie closer together than its cooldown. */
const cooldownFaults = ({ uses }: Witness): readonly string[] => {
  const lastMs = new Map<string, number>();
  return uses.flatMap(({ ability, atMs }) => {
    const sinceMs = atMs - (lastMs.get(ability) ?? Number.NEGATIVE_INFINITY);
    lastMs.set(ability, atMs);
    const leastMs = cooldownsMs[ability] ?? 0;
    return sinceMs >= leastMs ? [] : [`${ability} at ${atMs} ms, ${sinceMs} ms after its last use`];
  });
};

/** What was begun during a cast or, on the global cooldown, during that. */
const overlapFaults = ({ begun }: Witness): readonly string[] => {
  let castUntilMs = 0;
  let globalUntilMs = 0;
  return begun.flatMap(({ ability, atMs, castMs }) => {
    const untilMs = offGlobal.has(ability) ? castUntilMs : Math.max(castUntilMs, globalUntilMs);
    castUntilMs = Math.max(castUntilMs, atMs + castMs);
    if (!offGlobal.has(ability)) globalUntilMs = Math.max(globalUntilMs, atMs + spellFacts.gcdMs);
    return atMs >= untilMs ? [] : [`${ability} began at ${atMs} ms, but its turn came at ${untilMs} ms`];
  });
};

describe('the sequence of any character with any action list', () => {
  it('keeps every cooldown, cast and global cooldown, and no resource is below nothing or above its maximum', () => {
    let uses = 0;
    fc.assert(
      fc.property(randomLines, randomActions, fc.nat({ max: 1_000_000 }), (lines, actions, iteration) => {
        const { fight } = prepare(
          { ...lines, spec: lines['spec'] === 'marksmanship' ? 'marksmanship' : 'beast_mastery' },
          actions,
        );
        const witness = new Witness(fight);
        fight.observer = witness;
        fight.run(5, iteration);
        uses += witness.uses.length;
        expect([...witness.faults, ...cooldownFaults(witness), ...overlapFaults(witness)]).toEqual([]);
      }),
      runs(150),
    );
    // A run in which hardly anything was done would show nothing.
    expect(uses).toBeGreaterThan(300);
  });
});
