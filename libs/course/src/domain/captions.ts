/** What is wrong in a file of captions, by line. */
export interface CaptionFault {
  readonly line: number;
  readonly message: string;
}

const TIME = String.raw`(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})`;
const TIMING = new RegExp(String.raw`^${TIME}[ \t]+-->[ \t]+${TIME}(?:[ \t]+\S.*)?$`);

const milliseconds = ([hours = '0', minutes, seconds, thousandths]: readonly (string | undefined)[]): number =>
  ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(thousandths);

function faultOfTiming(text: string, before: number): { start: number; message?: string } {
  const found = TIMING.exec(text.trim());
  if (!found) return { start: before, message: 'this is no timing such as 00:01.000 --> 00:04.500' };
  const [start, end] = [milliseconds(found.slice(1, 5)), milliseconds(found.slice(5, 9))];
  if (end <= start) return { start, message: 'this caption ends before it begins' };
  return start < before ? { start, message: 'this caption begins before the one above it' } : { start };
}

/** Holds captions against WebVTT (W3C, §4.1): the first line, timings that can be read, each caption no earlier than the one before it. A browser drops faulty ones silently. */
export function faultsOfCaptions(text: string): CaptionFault[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0]!)) return [{ line: 1, message: 'captions begin with a line WEBVTT' }];
  const timings = lines.flatMap((line, at) => (line.includes('-->') ? [{ text: line, line: at + 1 }] : []));
  if (timings.length === 0) return [{ line: 1, message: 'there is no caption in this file' }];
  let before = 0;
  return timings.flatMap(({ text: timing, line }) => {
    const { start, message } = faultOfTiming(timing, before);
    before = start;
    return message === undefined ? [] : [{ line, message }];
  });
}

/** The language in the name of a file of captions, `first-meeting.en.vtt` or `first-meeting.zh-Hant.vtt`; undefined when it has none. */
export function captionLanguage(path: string): string | undefined {
  const tag = /\.([a-z]{2,3}(?:-[a-z\d]{2,8})*)\.vtt$/i.exec(path)?.[1];
  try {
    return tag && Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
