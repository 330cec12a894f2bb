// Holds the imports against walls.cjs. Run this and not dependency-cruiser's own command, which reads no TypeScript here without swc and then says "no violations".
import { cruise } from 'dependency-cruiser';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const { options, ...ruleSet } = createRequire(import.meta.url)('../walls.cjs');
const root = process.argv[2] ?? '.';
process.chdir(root);
const { output } = await cruise(['apps', 'libs', 'migrations', 'test'], { ...options, ruleSet, validate: true });
if (output.summary.totalCruised === 0) throw new Error('No file was read: is @swc/core installed?');

const comments = new Map(ruleSet.forbidden.map((rule) => [rule.name, rule.comment]));
for (const { rule, from, to } of output.summary.violations) console.log(`${rule.name}: ${from} -> ${to}\n    ${comments.get(rule.name) ?? ''}`);

const walled = ruleSet.forbidden.map((rule) => rule.from.path).filter(Boolean);
const folders = ['apps', 'libs'].flatMap((top) => readdirSync(top, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `${top}/${entry.name}`));
const open = folders.filter((folder) => !walled.includes(`^${folder}/`));
for (const folder of open) console.log(`no-wall: ${folder} has no wall in walls.cjs`);

console.log(`${output.summary.totalCruised} files, ${output.summary.error + open.length} broken walls`);
process.exitCode = output.summary.error + open.length > 0 ? 1 : 0;
