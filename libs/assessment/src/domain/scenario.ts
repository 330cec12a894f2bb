import { Fields, LINEAGE, readCompetencies, type Reading } from './reading.ts';

/** Who the trainee meets; played by a partner, who alone reads this card. */
export interface Persona {
  readonly name: string;
  readonly pronouns: string;
  readonly age: number;
  readonly summary: string;
  readonly mood: string;
  readonly goals: readonly string[];
  readonly revealOnlyIfAsked: readonly string[];
  readonly lines: readonly string[];
  readonly opensUp: readonly string[];
  readonly closes: readonly string[];
}

export interface Source {
  readonly title: string;
  readonly url: string;
}

export interface ScenarioContent {
  readonly lineage: string;
  /** Key of the role play that it is a situation of: its own lineage, unless it says another. Results are kept under it, whichever situation was played. */
  readonly rolePlay: string;
  readonly title: string;
  readonly competencies: readonly string[];
  readonly prepareMinutes: number;
  readonly performMinutes: number;
  readonly setting: string;
  /** Markdown, for the trainee. */
  readonly traineeCard: string;
  /** One kind sentence where the material is hard. */
  readonly contentNote?: string;
  readonly persona: Persona;
  /** What would be unsafe from the trainee; for raters and partners. */
  readonly unsafe: readonly string[];
  /** Lineage of the rubric that it is rated by. */
  readonly rubric: string;
  readonly sources: readonly Source[];
  /** By language; `outdated` where this text was changed since. */
  readonly translations?: Readonly<Record<string, ScenarioWords & { readonly outdated?: boolean }>>;
}

/** What is translated of a scenario: all that a trainee or a partner reads. */
export interface ScenarioWords extends Pick<ScenarioContent, 'title' | 'setting' | 'traineeCard' | 'contentNote' | 'unsafe'> {
  readonly persona: Omit<Persona, 'age'>;
}

export function readScenario(raw: unknown): Reading<ScenarioContent> {
  return Fields.read(raw, (fields) => {
    const contentNote = fields.optionalText('contentNote');
    const lineage = fields.matching('lineage', LINEAGE, 'a key such as module/role-play/listening');
    const rolePlay = fields.optionalText('rolePlay');
    if (rolePlay !== undefined && !LINEAGE.test(rolePlay)) fields.fault(['rolePlay'], `must be the key of a role play, not "${rolePlay}"`);
    return {
      lineage,
      rolePlay: rolePlay ?? lineage,
      title: fields.text('title'),
      competencies: readCompetencies(fields),
      prepareMinutes: fields.whole('prepareMinutes', 1, 240),
      performMinutes: fields.whole('performMinutes', 1, 240),
      setting: fields.text('setting'),
      traineeCard: fields.text('traineeCard'),
      ...(contentNote === undefined ? {} : { contentNote }),
      persona: fields.within('persona', readPersona),
      unsafe: fields.texts('unsafe'),
      rubric: fields.matching('rubric', LINEAGE, 'the lineage of a rubric'),
      sources: fields.each('sources', 1, readSource),
    };
  });
}

/** Reads the words of a scenario in another language. */
export function readScenarioWords(raw: unknown): Reading<ScenarioWords> {
  return Fields.read(raw, (fields) => {
    const contentNote = fields.optionalText('contentNote');
    const words = { title: fields.text('title'), setting: fields.text('setting'), traineeCard: fields.text('traineeCard'), persona: fields.within('persona', readPersonaWords), unsafe: fields.texts('unsafe') };
    return contentNote === undefined ? words : { ...words, contentNote };
  });
}

function readPersona(fields: Fields): Persona {
  return { ...readPersonaWords(fields), age: fields.whole('age', 12, 110) };
}

function readPersonaWords(fields: Fields): Omit<Persona, 'age'> {
  return {
    name: fields.text('name'),
    pronouns: fields.text('pronouns'),
    summary: fields.text('summary'),
    mood: fields.text('mood'),
    goals: fields.texts('goals'),
    revealOnlyIfAsked: fields.texts('revealOnlyIfAsked'),
    lines: fields.texts('lines'),
    opensUp: fields.texts('opensUp'),
    closes: fields.texts('closes'),
  };
}

function readSource(fields: Fields): Source {
  return { title: fields.text('title'), url: fields.matching('url', /^https?:\/\/\S+$/, 'a web address') };
}
