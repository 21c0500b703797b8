import type { Aura, OnArrival } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';
import { carefulAim } from './careful-aim.ts';

/** Steady Shot gives focus when its cast ends. Two in a row give Steady Focus; each can bring Master Marksman nearer. */
export const addSteadyShot = (hunter: Hunter, masterMarksman: () => void, onArrival: OnArrival): void => {
  const facts = spellFacts.steadyShot;
  const { steadyFocus, firstOfTwo } = addSteadyFocus(hunter);
  const shot = hunter.addShot({
    name: 'steady_shot',
    school: 'physical',
    factor: facts.factor,
    missileSpeed: spellFacts.missileSpeed,
    hitWeight: (raidFacts.stormlash.abilityWeight * facts.castMs) / raidFacts.stormlash.abilityCastMs,
    quiver: 1,
    onArrival,
  });
  const gained = hunter.focus.gainRow('steady_shot');
  const ability = hunter.addAbility({
    name: 'steady_shot',
    castMs: () => Math.round(facts.castMs / hunter.player.rangedHaste()),
    perform: () => {
      if (firstOfTwo.isUp) {
        steadyFocus.apply();
        firstOfTwo.drop();
      } else {
        firstOfTwo.apply();
      }
      hunter.focus.gain(facts.focus + (steadyFocus.isUp ? facts.steadyFocus : 0), gained);
      shot.bonusCrit = carefulAim(hunter);
      shot.launch(hunter.normalizedWeaponDamage() + spellFacts.classScale * facts.scale);
      masterMarksman();
    },
  });
  const before = hunter.actor.onCast;
  hunter.actor.onCast = (cast) => {
    before(cast);
    // Any other ability between two Steady Shots breaks the pair.
    if (cast !== ability && hunter.abilities.get(cast.name) === cast) firstOfTwo.drop();
  };
};

const addSteadyFocus = (hunter: Hunter): { readonly steadyFocus: Aura; readonly firstOfTwo: Aura } => {
  const { durationMs, rangedSpeed, tier14RangedSpeed } = spellFacts.steadyFocus;
  const speed = hunter.inputs.setPieces('tier14') >= 4 ? tier14RangedSpeed : rangedSpeed;
  const steadyFocus = hunter.addAura({
    name: 'steady_focus',
    durationMs,
    onStacks: (_, stacks) => {
      hunter.steadyFocus.value = stacks > 0 ? speed : 1;
      hunter.refreshHaste();
    },
  });
  return { steadyFocus, firstOfTwo: hunter.addAura({ name: 'pre_steady_focus', durationMs: null }) };
};
