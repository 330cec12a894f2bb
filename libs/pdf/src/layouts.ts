import Handlebars from 'handlebars';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readDocument, UNKNOWN, type Drawn } from './domain/grammar.ts';
import { LayoutFault, markLines, parseMarkup } from './domain/markup.ts';

const SUFFIX = '.xml.hbs';
// Its own environment, so that no helper of the pages can be used in a document that is kept for ever.
const engine = Handlebars.create();

/** What a template is filled in with. A value that the template names and that is not there is a fault, not a blank. */
export type LayoutData = Readonly<Record<string, unknown>>;

/** A template read, checked and ready to be filled in. `write` gives the filled-in text and what it says to draw. */
export interface Layout {
  readonly name: string;
  readonly file: string;
  readonly write: (data: LayoutData) => { readonly text: string; readonly document: Drawn<'document'> };
}

/**
 * Compiles every `<name>.xml.hbs` of a folder, once at start. Throws `LayoutFault` with file and line for whatever could not be drawn later;
 * only what depends on the values themselves is left to be found when they are known.
 */
export function compileLayouts(folder: string): ReadonlyMap<string, Layout> {
  const files = readdirSync(folder).filter((file) => file.endsWith(SUFFIX)).sort();
  return new Map(files.map((file) => [basename(file, SUFFIX), compileLayout(join(folder, file), readFileSync(join(folder, file), 'utf8'))]));
}

/** Compiles one template from its text; `file` is only what faults call it. */
export function compileLayout(file: string, source: string): Layout {
  const marked = markLines(source);
  refuseUnescaped(file, source);
  const fill = compileTemplate(file, marked);
  checkShape(file, marked);
  return {
    name: basename(file, SUFFIX),
    file,
    write: (data) => {
      const text = naming(file, () => fill(data));
      return { text, document: readDocument(parseMarkup(text, file), file) };
    },
  };
}

/** Escaping is what keeps a person's name from becoming part of the layout. */
function refuseUnescaped(file: string, source: string): void {
  const line = source.split('\n').findIndex((text) => /\{\{\{|\{\{~?&/.test(text)) + 1;
  if (line > 0) throw new LayoutFault(file, line, 'values are always escaped: write {{value}}');
}

function compileTemplate(file: string, marked: string): (data: LayoutData) => string {
  return naming(file, () => {
    engine.parse(marked); // compile() alone waits for the first use to find a fault
    return engine.compile(marked, { strict: true, ignoreStandalone: true, knownHelpersOnly: true });
  });
}

/** Draws nothing, but reads the template as if all its blocks were there and its values unknown. */
function checkShape(file: string, marked: string): void {
  const blank = (text: string): string => text.replace(/[^\n]/g, '');
  const bare = marked.replace(/\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?(?:[#/^!]|else\b)[\s\S]*?\}\}/g, blank).replace(/\{\{[\s\S]*?\}\}/g, UNKNOWN);
  readDocument(parseMarkup(bare, file), file);
}

/** Handlebars tells the line inside its message; a fault tells it as a number. */
function naming<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof LayoutFault) throw error;
    const line = /(?:Parse error on line |- )(\d+)/.exec(error.message)?.[1];
    throw new LayoutFault(file, Number(line ?? 1), error.message.split('\n')[0]!);
  }
}
