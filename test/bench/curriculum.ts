import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REAL = fileURLToPath(new URL('../../../curriculum', import.meta.url));
const MODULES = [
  { folder: '02-engagement', lineage: 'engagement' },
  { folder: '04-ethics', lineage: 'ethics' },
  { folder: '05-crisis', lineage: 'crisis' },
];
const TIMES = 4;
const TIMES_WITH_ROLE_PLAYS = 2;

/** The same module under another name: what begins with its lineage and a slash, and what names it in module.yaml. Domains keep theirs. */
function renamed(text: string, suffix: string): string {
  const parts = text.replace(/(?<![\w./-])(engagement|ethics|crisis)(?=\/)/g, `$1${suffix}`);
  return parts.replace(/^(lineage|slug): (engagement|ethics|crisis)$/gm, `$1: $2${suffix}`).replace(/(\{ module: )(engagement|ethics|crisis)/g, `$1$2${suffix}`);
}

function renameIn(folder: string, suffix: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(md|yaml)$/.test(file))) {
    const path = join(folder, name);
    writeFileSync(path, renamed(readFileSync(path, 'utf8'), suffix));
  }
}

function withoutRolePlays(folder: string): void {
  rmSync(join(folder, 'role-plays'), { recursive: true });
  const path = join(folder, 'module.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^rolePlays: .*$/m, 'rolePlays: []'));
}

/** The real curriculum grown to the size of a whole one: its modules, and copies of them under other names: 12 modules with a check each, 6 of them with a role play. */
export function grownCurriculum(): { folder: string; drop(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'peerway-bench-curriculum-'));
  cpSync(REAL, folder, { recursive: true });
  const folders = MODULES.map((module) => module.folder);
  for (let time = 2; time <= TIMES; time++) {
    for (const module of MODULES) {
      const copy = `${module.folder}-${time}`;
      cpSync(join(REAL, 'modules', module.folder), join(folder, 'modules', copy), { recursive: true });
      renameIn(join(folder, 'modules', copy), `-${time}`);
      if (time > TIMES_WITH_ROLE_PLAYS) withoutRolePlays(join(folder, 'modules', copy));
      folders.push(copy);
    }
  }
  const manifest = join(folder, 'curriculum.yaml');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/^modules:[\s\S]*$/m, `modules:\n${folders.map((name) => `  - ${name}\n`).join('')}`));
  return { folder, drop: () => rmSync(folder, { recursive: true, force: true }) };
}
