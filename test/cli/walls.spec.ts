import { afterEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TOOL = fileURLToPath(new URL('../../../tools/check-walls.mjs', import.meta.url));
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const PACKAGE = JSON.stringify({ type: 'module', imports: { '#libs/*': { source: './libs/*/src/index.ts', default: './dist/libs/*/src/index.js' } } });
const SOUND = {
  'package.json': PACKAGE,
  'migrations/.keep': '',
  'test/.keep': '',
  'libs/kernel/src/index.ts': `export const newId = (): string => 'x';`,
  'libs/identity/src/index.ts': `import { newId } from '#libs/kernel';\nexport { Person } from './entities/person.ts';\nexport const id = newId();`,
  'libs/identity/src/entities/person.ts': `export class Person {}`,
  'libs/registry/src/index.ts': `import { newId } from '#libs/kernel';\nexport const listing = newId();`,
  'apps/registry/src/index.ts': `import { listing } from '#libs/registry';\nexport const startRegistry = () => listing;`,
  'apps/lms/src/index.ts': `import { id } from '#libs/identity';\nexport const startLms = () => id;`,
  'apps/cli/src/main.ts': `export const lms = () => import('../../lms/src/index.ts');`,
};

/** What the check says of a small tree with these files in place of, or beside, the sound ones; undefined takes one away. */
function check(changes: Record<string, string | undefined> = {}): { code: number | null; said: string } {
  const root = mkdtempSync(join(tmpdir(), 'peerway-walls-'));
  folders.push(root);
  for (const [path, content] of Object.entries({ ...SOUND, ...changes })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (content !== undefined) writeFileSync(join(root, path), content);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [TOOL, root], { encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

describe('the walls', () => {
  it('· hold in a sound tree', () => expect(check()).toEqual({ code: 0, said: '7 files, 0 broken walls\n' }));

  it.each([
    ['registry', 'a library reaches up, by value', 'libs/registry/src/index.ts', `import { id } from '#libs/identity';\nexport const listing = id;`],
    ['app-registry', 'the public app reaches personal data, by type alone', 'apps/registry/src/index.ts', `import type { Person } from '#libs/identity';\nexport type X = Person;`],
    ['app-registry', 'the public app reaches personal data, later', 'apps/registry/src/index.ts', `export const late = () => import('#libs/identity');`],
    ['kernel', 'the kernel knows somebody', 'libs/kernel/src/index.ts', `export { listing } from '#libs/registry';\nexport const newId = (): string => 'x';`],
    ['app-lms', 'an app knows another', 'apps/lms/src/index.ts', `export { startRegistry as startLms } from '../../registry/src/index.ts';`],
    ['app-cli', 'the command line reaches past the door of an app', 'apps/cli/src/main.ts', `export { hidden } from '../../lms/src/hidden.ts';`],
    ['through-the-door', 'an app reaches past the door of a library', 'apps/lms/src/index.ts', `export { Person } from '../../../libs/identity/src/entities/person.ts';`],
    ['pure-domain', 'a rule reads an entity', 'libs/identity/src/domain/rule.ts', `import { Person } from '../entities/person.ts';\nexport const rule = Person;`],
    ['resolves', 'an import leads nowhere', 'apps/lms/src/index.ts', `export { x } from './nowhere.ts';`],
    ['no-wall', 'a new library has none', 'libs/gossip/src/index.ts', `export const x = 1;`],
  ])('· %s: it is named when %s', (wall, _what, path, content) => {
    const { code, said } = check({ 'apps/lms/src/hidden.ts': 'export const hidden = 1;', [path]: content });
    expect(said).toMatch(new RegExp(`^${wall}: `, 'm'));
    expect(code).toBe(1);
  });

  it('· are not said to hold when nothing was read', () => {
    const renamed = Object.keys(SOUND).map((path) => [path, path.endsWith('.ts') ? undefined : SOUND[path as keyof typeof SOUND]]);
    const { code, said } = check(Object.fromEntries(renamed) as Record<string, string | undefined>);
    expect(said).toContain('No file was read');
    expect(code).toBe(1);
  });
});
