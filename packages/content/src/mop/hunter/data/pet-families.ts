/**
 * The basic attack of each pet family, and the raid effect it brings, by its name in a config. Debuffs are recast before
 * they run out, so they count as up for the whole fight.
 * Source: pet.go `DefaultPetConfigs`, pet_abilities.go, hunter.go `AddRaidBuffs`.
 */
export interface PetFamily {
  readonly basicAttack: 'bite' | 'claw' | 'smack';
  readonly brings: string | null;
}

export const petFamilies: ReadonlyMap<string, PetFamily> = new Map<string, PetFamily>([
  ['bat', { basicAttack: 'smack', brings: null }],
  ['bear', { basicAttack: 'claw', brings: null }],
  ['bird_of_prey', { basicAttack: 'claw', brings: null }],
  ['boar', { basicAttack: 'bite', brings: 'physical_vulnerability' }],
  ['carrion_bird', { basicAttack: 'bite', brings: null }],
  ['cat', { basicAttack: 'claw', brings: 'mastery' }],
  ['chimaera', { basicAttack: 'bite', brings: null }],
  ['core_hound', { basicAttack: 'bite', brings: null }],
  ['crab', { basicAttack: 'claw', brings: null }],
  ['crocolisk', { basicAttack: 'bite', brings: null }],
  ['devilsaur', { basicAttack: 'bite', brings: 'critical_strike' }],
  ['dragonhawk', { basicAttack: 'bite', brings: 'magic_vulnerability' }],
  ['fox', { basicAttack: 'bite', brings: null }],
  ['gorilla', { basicAttack: 'smack', brings: null }],
  ['hyena', { basicAttack: 'bite', brings: 'attack_haste' }],
  ['moth', { basicAttack: 'smack', brings: null }],
  ['nether_ray', { basicAttack: 'bite', brings: null }],
  ['raptor', { basicAttack: 'claw', brings: 'weakened_armor' }],
  ['ravager', { basicAttack: 'bite', brings: 'physical_vulnerability' }],
  ['rhino', { basicAttack: 'bite', brings: 'physical_vulnerability' }],
  ['scorpid', { basicAttack: 'bite', brings: null }],
  ['serpent', { basicAttack: 'bite', brings: 'attack_haste' }],
  ['silithid', { basicAttack: 'claw', brings: null }],
  ['spider', { basicAttack: 'bite', brings: null }],
  ['spirit_beast', { basicAttack: 'claw', brings: 'mastery' }],
  ['spore_bat', { basicAttack: 'smack', brings: 'spell_haste' }],
  ['tallstrider', { basicAttack: 'claw', brings: 'weakened_armor' }],
  ['turtle', { basicAttack: 'bite', brings: null }],
  ['warp_stalker', { basicAttack: 'bite', brings: null }],
  ['wasp', { basicAttack: 'smack', brings: null }],
  ['wind_serpent', { basicAttack: 'bite', brings: 'magic_vulnerability' }],
  ['wolf', { basicAttack: 'bite', brings: 'critical_strike' }],
  ['worm', { basicAttack: 'bite', brings: 'physical_vulnerability' }],
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
