import { SwingTimer } from '@wowlab/engine';
import { retailRules } from '../../rules.ts';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';

const MS_PER_SECOND = 1000;

export interface AutoShotHooks {
  readonly onShot: () => void;
  readonly onHit: () => void;
}

/**
 * The automatic shot: weapon damage, and attack power at the weapon's own speed. Bleak Arrows make it shadow damage.
 *
 * @param hooks what shots and hits of a specialisation set off.
 */
export const addAutoShot = (hunter: RetailHunter, hooks: AutoShotHooks): void => {
  const { fight, inputs, player } = hunter;
  const { weapon } = inputs;
  const { autoShot } = spellFacts;
  const bleak = inputs.rank('bleak_arrows');
  const { obsidian_arrowhead: arrowhead, lethal_barbs: barbs } = talentFacts;
  const barbed = hunter.focus.gainRow('lethal_barbs');
  const source = hunter.addShot({
    name: bleak > 0 ? 'bleak_arrows' : 'auto_shot',
    school: bleak > 0 ? 'magic' : 'physical',
    isOfFamily: false,
    mastery: 'none',
    missileSpeed: autoShot.missileSpeed,
    factor:
      (1 + bleak * talentFacts.bleak_arrows.damage) *
      (1 + inputs.rank('obsidian_arrowhead') * arrowhead.damage) *
      (1 + inputs.rank('lethal_barbs') * barbs.damage),
    onArrival: () => {
      if (inputs.rank('lethal_barbs') > 0) hunter.focus.gain(barbs.focus, barbed);
      hooks.onHit();
    },
  });
  const bonusCrit = inputs.rank('obsidian_arrowhead') * arrowhead.critChance;
  const perShot = weapon.speedMs / MS_PER_SECOND / retailRules.attackPowerPerDps;
  const spread = weapon.maxDamage - weapon.minDamage;
  const swings = new SwingTimer(
    fight,
    weapon.speedMs,
    () => hunter.haste(),
    () => {
      source.bonusCrit = bonusCrit;
      source.launch(weapon.minDamage + spread * fight.random.next() + player.attackPower * perShot);
      hooks.onShot();
    },
  );
  hunter.onHaste(() => swings.rescale());
  fight.onReset({
    reset: () => {
      swings.start();
      swings.delayUntil(autoShot.firstAfterMs);
    },
  });
};
