import { Cooldown } from '@wowlab/engine';
import { rollSpell } from '../../roll-spell.ts';
import { racialFacts } from '../data/racial-facts.ts';
import type { Hunter } from '../hunter.ts';

/** What the hunter's race can use. */
export const addRacials = (hunter: Hunter): void => {
  const { race } = hunter.inputs;
  if (race === 'orc') addBloodFury(hunter);
  if (race === 'troll') addBerserking(hunter);
  if (race === 'blood_elf') addArcaneTorrent(hunter);
  if (race === 'undead') addTouchOfTheGrave(hunter);
};

const addArcaneTorrent = (hunter: Hunter): void => {
  const { focus, cooldownMs } = racialFacts.arcaneTorrent;
  const gained = hunter.focus.gainRow('arcane_torrent');
  hunter.addAbility({ name: 'arcane_torrent', cooldownMs, gcdMs: 0, perform: () => hunter.focus.gain(focus, gained) });
};

/** A hunter's only spells are traps, and what a survival hunter's Serpent Sting deals at once. */
const addTouchOfTheGrave = (hunter: Hunter): void => {
  const { chance, betweenMs, scale, classScale, variance } = racialFacts.touchOfTheGrave;
  const { fight } = hunter;
  const touch = hunter.addShot({ name: 'touch_of_the_grave', school: 'magic', isRanged: false, roll: rollSpell });
  const between = new Cooldown(fight, betweenMs);
  hunter.onSpellHit = () => {
    if (!between.isReady || fight.random.next() >= chance) return;
    between.start();
    touch.launch(classScale * scale * (1 + variance * (fight.random.next() - 0.5)));
  };
};

const addBloodFury = (hunter: Hunter): void => {
  const { attackPower, durationMs, cooldownMs } = racialFacts.bloodFury;
  const aura = hunter.addAura({
    name: 'blood_fury',
    durationMs,
    onStacks: (before, after) => {
      if (before === 0) hunter.stats.add('attackPower', attackPower);
      if (after === 0) hunter.stats.add('attackPower', -attackPower);
    },
  });
  hunter.addAbility({ name: 'blood_fury', cooldownMs, gcdMs: 0, perform: () => aura.apply() });
};

const addBerserking = (hunter: Hunter): void => {
  const { haste, durationMs, cooldownMs } = racialFacts.berserking;
  const aura = hunter.addAura({
    name: 'berserking',
    durationMs,
    onStacks: (_, stacks) => {
      hunter.berserking.value = stacks > 0 ? haste : 1;
      hunter.refreshHaste();
    },
  });
  hunter.addAbility({ name: 'berserking', cooldownMs, gcdMs: 0, perform: () => aura.apply() });
};
