import MarkdownIt from 'markdown-it';

/** Cards and consents are ours, and still no HTML of theirs goes through. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

export const toHtml = (text: string): string => markdown.render(text);
