/** Everybody's password. It opens the demonstration only, and is printed at the start. */
export const PASSWORD = 'lived experience';

export interface Player {
  readonly email: string;
  readonly legalName: string;
  readonly preferredName?: string;
  readonly pronouns?: string;
  /** Where they stand, for the person who chooses whom to sign in as. */
  readonly stands: string;
}

const player = (first: string, legalName: string, stands: string, more: Partial<Player> = {}): Player => ({ email: `${first}@demo.example`, legalName, stands, ...more });

/** People of the demonstration; none of them exists. Their names are written in several scripts, as names are. */
export const CAST = {
  ada: player('ada', 'Ada Okonkwo-Lindqvist', 'administrator'),
  odette: player('odette', 'Odette Nguyễn', 'registrar of the certifying body'),
  tomas: player('tomas', 'Tomás Etxeberria', 'second registrar'),
  dana: player('dana', 'Dana Brontë', 'coordinator of Harbor Peer Institute'),
  amir: player('amir', 'Amir Rahimi', 'instructor: role plays wait for him', { pronouns: 'he/him' }),
  june: player('june', 'June Šimůnková', 'supervisor: confirms hours by a mailed link'),
  leilani: player('leilani', 'Leilani Kahananui', 'trainee, fresh: has just joined'),
  rosa: player('rosa', 'Rosa María Delgado Peña', 'trainee, mid-way', { preferredName: 'Rosa', pronouns: 'she/her' }),
  wei: player('wei', '王小明', 'trainee whose role play waits for an instructor', { preferredName: 'Wei' }),
  omar: player('omar', 'محمد العلي', 'trainee, ready to apply', { preferredName: 'Omar', pronouns: 'he/him' }),
  zoe: player('zoe', "Zoë O'Brien-Ñandú", 'certified', { pronouns: 'she/her' }),
  minh: player('minh', 'Nguyễn Thị Minh Khai', 'certified, suspended at the moment', { preferredName: 'Minh' }),
  cher: player('cher', 'Cher', 'certified once, expired'),
} as const;

export type CastName = keyof typeof CAST;
