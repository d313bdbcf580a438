import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** What breaks WCAG 2.2 AA, or the patterns of ARIA, as far as a program can tell: rule, and where. */
export async function barriers(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  /* In its usual mode Axe opens a page of its own, which the page under test would be blamed for. */
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map((node) => `${id} (${help}): ${node.target.join(' ')} ${node.html.slice(0, 160)}`),
  );
}
