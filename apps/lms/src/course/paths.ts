import type { LessonProgress, ModuleProgress } from '#libs/course';

export const modulePath = ({ slug }: Pick<ModuleProgress, 'slug'>): string => `/modules/${slug}`;
/** A lesson's lineage is two words, which are its address. */
export const lessonPath = ({ lineage }: Pick<LessonProgress, 'lineage'>): string => `/lessons/${lineage}`;
/** What a lesson plays is addressed by its bytes. */
export const mediaPath = ({ sha256 }: { readonly sha256: string }): string => `/media/${sha256}`;
/** A paper to print. */
export const formPath = ({ slug }: { readonly slug: string }): string => `/forms/${slug}`;
export const cohortPath = ({ slug }: { readonly slug: string }): string => `/cohorts/${slug}`;
