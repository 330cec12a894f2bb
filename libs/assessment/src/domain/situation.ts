/**
 * The situation of the next attempt: one of those that the trainee has performed least, so that another go shows the skill and not the memory of a persona.
 * `draw` is any whole number from 0; it decides among equals. Answers '' when there is none to choose.
 */
export function chooseSituation(situations: readonly string[], performed: readonly string[], draw: number): string {
  const times = (situation: string): number => performed.filter((one) => one === situation).length;
  const fewest = Math.min(...situations.map(times));
  const fresh = situations.filter((situation) => times(situation) === fewest);
  return fresh[draw % fresh.length] ?? '';
}
