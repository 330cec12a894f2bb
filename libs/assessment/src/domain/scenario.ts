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
}

export function readScenario(raw: unknown): Reading<ScenarioContent> {
  return Fields.read(raw, (fields) => {
    const contentNote = fields.optionalText('contentNote');
    return {
      lineage: fields.matching('lineage', LINEAGE, 'a key such as module/role-play/listening'),
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

function readPersona(fields: Fields): Persona {
  return {
    name: fields.text('name'),
    pronouns: fields.text('pronouns'),
    age: fields.whole('age', 12, 110),
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
