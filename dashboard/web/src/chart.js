import { turn } from './turn.js';

turn();
