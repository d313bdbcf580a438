import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** Each test file has a temporary folder of its own, which is gone when its tests are done. */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-test-'));
// A test may become somebody else, who still has to get to the folder of the test.
fs.chmodSync(folder, 0o711);
for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
