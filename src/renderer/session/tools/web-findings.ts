/** A page that a search found. */
export interface FoundPage {
  title: string;
  /** Null when the log has only the title. */
  url: string | null;
}

/** What a search found, and the text around it. */
export interface WebFindings {
  pages: readonly FoundPage[];
  rest: string;
}

/**
 * The pages in the result of a search: lines `Links: [{"title":…,"url":…}]` between others, or nothing but lines
 * `title · address`. Null when there are none. The end of the text may be missing.
 */
export function webFindings(text: string): WebFindings | null {
  return linkedFindings(text) ?? listedFindings(text);
}

const linksLine = /^Links: (\[.*)$/gm;
const firstLine = /^Web search results for query: .*\n+/;
/* One page after the other, as JSON; a list that was cut still gives those before the cut. */
const pageObject = /\{"title":("(?:[^"\\]|\\.)*"),"url":("(?:[^"\\]|\\.)*")\}/g;

function linkedFindings(text: string): WebFindings | null {
  const pages = [...text.matchAll(linksLine)].flatMap(([, list = '']) =>
    [...list.matchAll(pageObject)].flatMap(([, title = '', url = '']) => pageFrom(title, url)),
  );
  if (pages.length === 0) return null;
  return { pages, rest: text.replace(firstLine, '').replaceAll(linksLine, '').trim() };
}

function pageFrom(title: string, url: string): FoundPage[] {
  try {
    return [{ title: JSON.parse(title) as string, url: JSON.parse(url) as string }];
  } catch {
    return [];
  }
}

const listedPage = /^(?:(.*) · )?(https?:\/\/\S+)$/;

function listedFindings(text: string): WebFindings | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pages = lines.map((line): FoundPage => {
    const [, title, url] = listedPage.exec(line) ?? [];
    return url === undefined ? { title: line, url: null } : { title: title ?? url, url };
  });
  /* Titles alone could be anything. */
  return pages.some(({ url }) => url !== null) && lines.every((line) => listedPage.test(line) || line.length < 200)
    ? { pages, rest: '' }
    : null;
}

/** Whether the subject of a call is the address of a page. */
export const isAddress = (subject: string | null): subject is string =>
  subject !== null && /^https?:\/\/\S+$/.test(subject);
