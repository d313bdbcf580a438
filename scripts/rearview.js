#!/usr/bin/env node
import { launch } from './launch.js';

await launch('run', ['cli', ...process.argv.slice(2)]);
