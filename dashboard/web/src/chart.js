import { turn } from './turn.js';

turn({ script: import.meta.url });
