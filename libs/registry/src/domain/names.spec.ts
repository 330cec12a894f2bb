import { describe, expect, it } from '@jest/globals';
import { nameMatches } from './names.ts';
import { readNumber } from './numbers.ts';

const ZOE = 'Zoë O\'Brien-Ñandú';

describe('a typed name', () => {
  it.each([
    ['Zoë', ZOE],
    ['zoe', ZOE],
    ['ZOË', ZOE],
    ['Zoe\u0308', ZOE],
    ['brien', ZOE],
    ['O’Brien', ZOE],
    ['O`Brien', ZOE],
    ['OBrien', ZOE],
    ['nandu', ZOE],
    ['Ñandú', ZOE],
    ['O\'Brien‑Ñandú', ZOE],
    ['Obrien nandu', ZOE],
    ['Nandu, Zoe', ZOE],
    ['  Zoe   Q. Nandu ', ZOE],
    ['Ｚｏｅ', ZOE],
    ['Rosa M. Delgado', 'Rosa María Delgado'],
    ['Rosa-Maria', 'Rosa María Delgado'],
    ['STRASSE', 'Anna Straße'],
    ['soren', 'Søren Łukasz Æbelø'],
    ['lukasz', 'Søren Łukasz Æbelø'],
    ['aebelo', 'Søren Łukasz Æbelø'],
    ['ilker', 'İlker Işık'],
    ['isik', 'İlker Işık'],
    ['οδυσσευς', 'ΟΔΥΣΣΕΎΣ Παπαδόπουλος'],
    ['王小明', '王小明'],
    ['王 小明', '王小明'],
    ['王小明', '王 小明'],
    ['小明', '王 小明'],
    ['محمد', 'محمد العلي'],
    ['مُحَمَّد', 'محمد العلي'],
    ['محمد', 'مُحَمَّد العليّ'],
    ['العلى', 'محمد العلي'],
    ['أحمد', 'احمد فاطمة'],
    ['فاطمه', 'احمد فاطمة'],
    ['김', '김'],
    ['민준', '김 민준'],
    ['किरण', 'किरण देवी'],
    ['Nguyen', 'Nguyễn Thị Ánh'],
    ['Sukarno', 'Sukarno'],
    ['O', 'O'],
    ['Jean\u200bLuc', 'Jean-Luc Picard'],
  ])('· %j finds %j', (typed, certified) => expect(nameMatches(typed, certified)).toBe(true));

  it.each([
    ['', ZOE],
    ['   ', ZOE],
    ['\'-', ZOE],
    ['Z', ZOE],
    ['O', ZOE],
    ['z o n', ZOE],
    ['Zo', ZOE],
    ['Bri', ZOE],
    ['Zoe Smith', ZOE],
    ['Smith Jones Garcia Zoe', ZOE],
    ['%', ZOE],
    ['王', '王小明'],
    ['小明', '王小明'],
    ['明小王', '王小明'],
    ['محم', 'محمد العلي'],
    ['करण', 'किरण देवी'],
    ['Delgad', 'Rosa María Delgado'],
    ['M', 'Rosa María Delgado'],
    ['a'.repeat(5000), 'a'.repeat(5000)],
  ])('· %j does not find %j', (typed, certified) => expect(nameMatches(typed, certified)).toBe(false));
});

describe('a typed number', () => {
  it.each([
    ['MSP-2026-000123', 'MSP2026000123'],
    [' msp 2026 000123', 'MSP2026000123'],
    ['msp–2026–000123', 'MSP2026000123'],
    ['No. MSP2026000123', 'MSP2026000123'],
    ['Number: MSP-2026-000123', 'MSP2026000123'],
    ['NO-2026-1', 'NO20261'],
    ['NO.2026.1', 'NO20261'],
    ['MSP−2026_000/123.', 'MSP2026000123'],
    ['MSP 2026 = 1', undefined],
    ['ＭＳＰ２０２６', 'MSP2026'],
    ['', undefined],
    ['---', undefined],
    ['ü1', undefined],
    ['1'.repeat(41), undefined],
  ])('· %j is read as %j', (typed, key) => expect(readNumber(typed)).toBe(key));
});
