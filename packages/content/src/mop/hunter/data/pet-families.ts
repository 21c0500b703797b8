/**
 * The basic attack of each pet family, and the raid effect it brings, by its name in a config. Raptors and tallstriders weaken
 * armor in the game; in the reference theirs has no stacks and does nothing, so it is nothing but a special here.
 * Source: pet.go `DefaultPetConfigs`, pet_abilities.go, hunter.go `AddRaidBuffs`.
 */
export interface PetFamily {
  readonly basicAttack: 'bite' | 'claw' | 'smack';
  /** A buff the hunter has all fight, whatever the pet does. */
  readonly brings: string | null;
  readonly bringsBloodlust?: boolean;
  /** What the pet uses whenever it is ready, ahead of its basic attack. */
  readonly special?: PetSpecial;
}

export interface PetSpecial {
  readonly name: string;
  readonly cooldownMs: number;
  /** The raid debuff it brings, by its name in a config; `null` for one without effect on damage. */
  readonly debuff: 'physical_vulnerability' | 'magic_vulnerability' | null;
  readonly durationMs: number;
}

const special = (
  name: string,
  cooldownS: number,
  debuff: PetSpecial['debuff'] = null,
  durationS = 30,
): { readonly special: PetSpecial } => ({
  special: { name, cooldownMs: 1000 * cooldownS, debuff, durationMs: 1000 * durationS },
});

export const petFamilies: ReadonlyMap<string, PetFamily> = new Map<string, PetFamily>([
  ['bat', { basicAttack: 'smack', brings: null }],
  ['bear', { basicAttack: 'claw', brings: null, ...special('demoralizing_roar', 10) }],
  ['bird_of_prey', { basicAttack: 'claw', brings: null }],
  ['boar', { basicAttack: 'bite', brings: null, ...special('gore', 10, 'physical_vulnerability') }],
  ['carrion_bird', { basicAttack: 'bite', brings: null, ...special('demoralizing_screech', 8) }],
  ['cat', { basicAttack: 'claw', brings: 'mastery' }],
  ['chimaera', { basicAttack: 'bite', brings: null }],
  ['core_hound', { basicAttack: 'bite', brings: null, bringsBloodlust: true }],
  ['crab', { basicAttack: 'claw', brings: null }],
  ['crocolisk', { basicAttack: 'bite', brings: null }],
  ['devilsaur', { basicAttack: 'bite', brings: 'critical_strike' }],
  ['dragonhawk', { basicAttack: 'bite', brings: null, ...special('fire_breath', 30, 'magic_vulnerability', 45) }],
  ['fox', { basicAttack: 'bite', brings: null }],
  ['gorilla', { basicAttack: 'smack', brings: null }],
  ['hyena', { basicAttack: 'bite', brings: 'attack_haste' }],
  ['moth', { basicAttack: 'smack', brings: null }],
  ['nether_ray', { basicAttack: 'bite', brings: null }],
  ['raptor', { basicAttack: 'claw', brings: null, ...special('tear_armor', 25) }],
  ['ravager', { basicAttack: 'bite', brings: null, ...special('ravage', 10, 'physical_vulnerability') }],
  ['rhino', { basicAttack: 'bite', brings: null, ...special('stampede', 10, 'physical_vulnerability') }],
  ['scorpid', { basicAttack: 'bite', brings: null }],
  ['serpent', { basicAttack: 'bite', brings: 'attack_haste' }],
  ['silithid', { basicAttack: 'claw', brings: null }],
  ['spider', { basicAttack: 'bite', brings: null }],
  ['spirit_beast', { basicAttack: 'claw', brings: 'mastery' }],
  ['spore_bat', { basicAttack: 'smack', brings: 'spell_haste', ...special('spore_cloud', 8) }],
  ['tallstrider', { basicAttack: 'claw', brings: null, ...special('dust_cloud', 6) }],
  ['turtle', { basicAttack: 'bite', brings: null }],
  ['warp_stalker', { basicAttack: 'bite', brings: null }],
  ['wasp', { basicAttack: 'smack', brings: null }],
  [
    'wind_serpent',
    { basicAttack: 'bite', brings: null, ...special('lightning_breath', 30, 'magic_vulnerability', 45) },
  ],
  ['wolf', { basicAttack: 'bite', brings: 'critical_strike' }],
  ['worm', { basicAttack: 'bite', brings: null, ...special('acid_spit', 10, 'physical_vulnerability') }],
  ['shale_spider', { basicAttack: 'bite', brings: 'str_agi_int' }],
  ['goat', { basicAttack: 'bite', brings: null }],
  ['porcupine', { basicAttack: 'bite', brings: null }],
  ['monkey', { basicAttack: 'bite', brings: null }],
  ['basilisk', { basicAttack: 'bite', brings: null }],
  ['crane', { basicAttack: 'bite', brings: null }],
  ['dog', { basicAttack: 'bite', brings: null }],
  ['beetle', { basicAttack: 'bite', brings: null }],
  ['quilen', { basicAttack: 'bite', brings: null }],
  ['water_strider', { basicAttack: 'claw', brings: 'critical_strike' }],
]);
