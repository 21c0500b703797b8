import { Combatant, DamageSource, eventPriority, PLAYER, type Target } from '@wowlab/engine';
import { mopRules } from '../rules.ts';
import { rollSpellAndCrit } from '../roll-spell.ts';
import { raidFacts } from '../raid-facts.ts';
import { spellFacts } from './data/spell-facts.ts';
import type { Hunter } from './hunter.ts';
import { permanentDamage } from './pet/hunter-pet.ts';

const PCT = 100;

/**
 * Cooldowns of other players: used when Bloodlust is, if that is at a time from the pull on, otherwise at the pull; then
 * whenever they are ready again, several of a kind one after another.
 */
export const addRaidCooldowns = (hunter: Hunter): void => {
  const { buffs } = hunter.inputs;
  const banners = buffs.get('skull_banner') ?? 0;
  if (banners > 0) addSkullBanner(hunter, banners);
  const totems = buffs.get('stormlash') ?? 0;
  if (totems > 0) addStormlash(hunter, totems);
};

const addSkullBanner = (hunter: Hunter, sources: number): void => {
  const { critDamage, durationMs, cooldownMs } = raidFacts.skullBanner;
  const aura = hunter.addAura({
    name: 'skull_banner',
    durationMs,
    onStacks: (_, stacks) => {
      hunter.player.critDamage.value = hunter.critDamage * (stacks > 0 ? critDamage : 1);
    },
  });
  repeat(hunter, sources, durationMs, cooldownMs, () => aura.apply());
};

const addStormlash = (hunter: Hunter, sources: number): void => {
  const { durationMs, cooldownMs } = raidFacts.stormlash;
  const { pet } = hunter;
  const player = addBolts(hunter, hunter.player, 'stormlash');
  const petBolts = pet === null ? null : addBolts(hunter, pet.combatant, 'pet_stormlash');
  const aura = hunter.addAura({
    name: 'stormlash',
    durationMs,
    onStacks: (_, stacks) => {
      hunter.player.onHit = stacks > 0 ? player : null;
      if (pet !== null) pet.combatant.onHit = stacks > 0 ? petBolts : null;
    },
  });
  repeat(hunter, sources, durationMs, cooldownMs, () => aura.apply());
};

/** Bolts are spells: they crit with spell crit, which has no agility in it, except for pets. */
const addBolts = (hunter: Hunter, owner: Combatant, name: string): ((weight: number, target: Target) => void) => {
  const { fight, inputs, player } = hunter;
  const facts = raidFacts.stormlash;
  const isPet = owner !== player;
  const holder = isPet ? owner.name : PLAYER;
  const bolt = hunter.recorder.addProc('stormlash', holder);
  const spellCrit = (inputs.critRating / mopRules.critRatingPerPct + inputs.flatSpellCritPct) / PCT;
  const caster = new Combatant(
    fight,
    name,
    {
      attackPower: 0,
      rangedAttackPower: 0,
      critChance: isPet ? player.critChance : spellCrit,
      hitChance: player.hitChance,
      expertise: player.expertise,
      ratingHaste: 1,
    },
    isPet ? [...permanentDamage(hunter, name), ...owner.damageDealt.slice(-1)] : owner.damageDealt,
  );
  const source = new DamageSource({
    row: hunter.recorder.addSource(name, holder),
    attacker: caster,
    enemies: hunter.enemies,
    recorder: hunter.recorder,
    school: 'magic',
    isRanged: false,
    roll: rollSpellAndCrit,
    factor: 1,
    multipliers: isPet ? [] : hunter.schoolDamage('magic'),
    critFactor: spellFacts.critFactor,
    travelMs: 0,
  });
  let readyAt = 0;
  fight.onReset({
    reset: () => {
      readyAt = 0;
    },
  });
  return (weight, target) => {
    if (fight.now < readyAt || fight.random.next() >= facts.chance) return;
    readyAt = fight.now + facts.betweenMs;
    hunter.recorder.proc(bolt);
    const spread = 1 + facts.variance * (fight.random.next() - 0.5);
    caster.critDamage.value = owner.critDamage.value;
    source.launch(owner.rangedAttackPower * facts.attackPower * weight * spread, target);
  };
};

/** When others use their cooldowns first, ms. */
const firstUseMs = ({ inputs: { bloodlust } }: Hunter): number =>
  bloodlust === null || bloodlust.atHealthPct !== null ? 0 : Math.max(0, bloodlust.atMs);

/** Calls `use` at the first use for the first of several sources, then for each next one when the effect before it has ended. */
const repeat = (hunter: Hunter, sources: number, durationMs: number, cooldownMs: number, use: () => void): void => {
  const { fight } = hunter;
  const startMs = firstUseMs(hunter);
  let used = 0;
  const next = (): number => {
    const round = Math.floor(used / sources) * Math.max(cooldownMs, sources * durationMs);
    return startMs + round + (used % sources) * durationMs;
  };
  const timer = fight.timer(eventPriority.cast, () => {
    use();
    used += 1;
    fight.queue.schedule(timer, next());
  });
  fight.onReset({
    reset: () => {
      used = 0;
      // At the pull they come first, before anybody hits.
      if (startMs === 0) {
        use();
        used = 1;
      }
      fight.queue.schedule(timer, next());
    },
  });
};
