import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { programOf } from '../../src/sources/program.ts';

describe('the program of a command', () => {
  test.each([
    ['npm test', 'npm'],
    ['cd /srv/app && git push origin main', 'git'],
    ['cd "/srv/my app" && npm run build', 'npm'],
    ['FOO=1 BAR="a b" npm test', 'npm'],
    ['HASH=$(git rev-parse HEAD; true) && echo $HASH', 'echo'],
    ['sudo -u root apt-get install x', 'apt-get'],
    ['env CI=1 timeout 30s npm test', 'npm'],
    ['nohup ./scripts/serve.sh &', 'serve.sh'],
    ['/usr/local/bin/node app.js', 'node'],
    ['"/opt/my tools/run" now', 'run'],
    ['(cd sub && make all)', 'make'],
    ['source venv/bin/activate; pytest -q', 'pytest'],
    ['export A=1\nset -e\ncargo build', 'cargo'],
    ['# build it\nmake', 'make'],
    ['if [ -f x ]; then rm x; fi', 'rm'],
    ['for f in *.ts; do wc -l "$f"; done', 'wc'],
    ['while true; do sleep 1; done', 'sleep'],
    ['rg -n "a && b; c | d" src | head', 'rg'],
    ["git commit -m 'one; two'", 'git'],
    ['docker run \\\n  --rm x', 'docker'],
    ['cat <<EOF > x\none\nEOF', 'cat'],
    ['ls|wc -l', 'ls'],
    ['! grep -q x y', 'grep'],
    ['time -p make', 'make'],
  ])('of %j is %j', (command, program) => {
    expect(programOf(command)).toBe(program);
  });

  test.each(['', '   ', 'cd /srv', 'A=1', '# nothing', '&&', '"', '$(', 'export A=1', '$(which node) app.js'])(
    'of %j is none',
    (command) => {
      expect(programOf(command)).toBeNull();
    },
  );

  test('is a short name without blanks, whatever the command', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (command) => {
        const program = programOf(command);
        expect(program === null || /^[\w.+:@-]{1,60}$/.test(program)).toBe(true);
      }),
    );
  });

  test('is found in a moment in a long command', () => {
    const started = performance.now();
    for (const text of ['('.repeat(1e6), '"'.repeat(1e6), '$('.repeat(5e5), 'a=b '.repeat(3e5), '; '.repeat(5e5)])
      programOf(text);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
