#!/usr/bin/env node
import { COMMANDS } from './commands.ts';
import { openHouse, type House } from './house.ts';
import { explain, Trouble } from './trouble.ts';

function help(): number {
  console.log('Peerway trains and certifies peer specialists.\n');
  for (const { use, summary } of [...COMMANDS, { use: 'help', summary: 'show this' }]) console.log(`  peerway ${use.padEnd(18)}${summary}`);
  console.log('\nIn a checkout: npm start, or npm run peerway -- check');
  return 0;
}

async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  let house: House | undefined;
  try {
    if (['help', '--help', '-h'].includes(name)) return help();
    const command = COMMANDS.find((candidate) => candidate.name === name);
    if (!command) throw new Trouble(`There is no command "${name}". Try: peerway help`);
    const { run } = await command.load();
    house = openHouse(process.env);
    return await run(args, house);
  } catch (error) {
    console.error(explain(error, house?.settings) ?? error);
    return 1;
  }
}

process.exit(await main(process.argv.slice(2)));
