import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REAL = fileURLToPath(new URL('../../../curriculum', import.meta.url));
const TWICE = [
  { folder: '07-resources', lineage: 'resources' },
  { folder: '09-culture', lineage: 'culture' },
];

/** The same module under another name: what begins with its lineage and a slash, and what names it in module.yaml. */
function renameIn(folder: string, lineage: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(md|yaml)$/.test(file))) {
    const path = join(folder, name);
    const parts = readFileSync(path, 'utf8').replace(new RegExp(`(?<![\\w./-])${lineage}(?=/)`, 'g'), `${lineage}-2`);
    writeFileSync(path, parts.replace(new RegExp(`^(lineage|slug): ${lineage}$`, 'gm'), `$1: ${lineage}-2`));
  }
}

/** The real curriculum, with two of its modules once more under other names: 12 modules with a check each, 6 of them with a role play. */
export function grownCurriculum(): { folder: string; drop(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'peerway-bench-curriculum-'));
  cpSync(REAL, folder, { recursive: true });
  for (const module of TWICE) {
    const copy = join(folder, 'modules', `${module.folder}-2`);
    cpSync(join(REAL, 'modules', module.folder), copy, { recursive: true });
    renameIn(copy, module.lineage);
  }
  const manifest = join(folder, 'curriculum.yaml');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/^modules:\n(?: {2}- .*\n)+/m, (list) => `${list}${TWICE.map((module) => `  - ${module.folder}-2\n`).join('')}`));
  return { folder, drop: () => rmSync(folder, { recursive: true, force: true }) };
}
