/** What a person typed as an amount of time, in minutes: "3:30", "3.5", "3", "3 h 30 min", "45 min". Undefined when it is none of these. */
export function readTimeSpent(typed: string): number | undefined {
  const text = typed.trim().toLowerCase();
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  if (/^\d{1,4}([.,]\d{1,2})?$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 60);
  const words = /^(?:(\d{1,4})\s*h(?:ours?)?)?\s*(?:(\d{1,5})\s*m(?:in(?:utes?)?)?)?$/.exec(text);
  return words && text !== '' ? Number(words[1] ?? 0) * 60 + Number(words[2] ?? 0) : undefined;
}

/** As it would be typed: "3:30". */
export function writeTimeSpent(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
