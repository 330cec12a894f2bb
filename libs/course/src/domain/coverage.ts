import { shownBy, type Competency, type CurriculumContent, type Named } from './content.ts';

/**
 * Where each competency is taught, and how it is shown. A competency that is taught but never shown, or asked for but never taught, is a hole: a body that
 * approves a training has to see that there is none (SAMHSA National Model Standards, 2023: training is grounded in the core competencies).
 */
export interface Coverage extends Competency {
  readonly lessons: readonly Named[];
  /** Questions of checks. */
  readonly items: number;
  readonly examItems: number;
  readonly rolePlays: readonly Named[];
}

interface Asking {
  readonly competency: string;
}

/** What the rule needs of a curriculum. */
export type Covered = Pick<CurriculumContent, 'competencies'> & {
  readonly modules: readonly {
    readonly lessons: readonly (Named & { readonly competencies: readonly string[] })[];
    readonly items: readonly Asking[];
    readonly rolePlays: readonly (Named & Parameters<typeof shownBy>[0])[];
  }[];
  readonly exam: readonly Asking[];
};

const named = ({ lineage, title }: Named): Named => ({ lineage, title });

export function coverageOf({ competencies, modules, exam }: Covered): Coverage[] {
  const lessons = modules.flatMap((module) => module.lessons);
  const rolePlays = modules.flatMap((module) => module.rolePlays.map((rolePlay) => ({ ...rolePlay, competencies: shownBy(rolePlay) })));
  const asked = (items: readonly Asking[], code: string): number => items.filter(({ competency }) => competency === code).length;
  return competencies.map((competency) => ({
    ...competency,
    lessons: lessons.filter((lesson) => lesson.competencies.includes(competency.code)).map(named),
    items: modules.reduce((sum, module) => sum + asked(module.items, competency.code), 0),
    examItems: asked(exam, competency.code),
    rolePlays: rolePlays.filter((rolePlay) => rolePlay.competencies.includes(competency.code)).map(named),
  }));
}

/** What a competency lacks. The exam alone shows too little of one: a trainee meets it only when a draw holds it. */
export function holesOf({ lessons, items, rolePlays, evidence }: Coverage): ('taught' | 'shown')[] {
  const shown = items > 0 || rolePlays.length > 0 || evidence !== null;
  return [...(lessons.length === 0 ? ['taught' as const] : []), ...(shown ? [] : ['shown' as const])];
}
