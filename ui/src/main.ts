/** Starts the window. */
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/theme';
import { mount } from 'svelte';
import App from './App.svelte';

mount(App, { target: document.body });
