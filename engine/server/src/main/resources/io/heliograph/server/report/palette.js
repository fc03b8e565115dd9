// The colours of the style sheet, for the canvas, read again when the browser changes between light and dark.

const COLOURS = 8;

class Palette {
    constructor() {
        this.read();
    }

    read() {
        const style = getComputedStyle(document.documentElement);
        const colour = name => style.getPropertyValue('--' + name).trim();
        for (const name of ['paper', 'card', 'ink', 'soft', 'rule', 'grid', 'accent', 'focus', 'up', 'down', 'win', 'loss', 'shade', 'band']) {
            this[name] = colour(name);
        }
        this.strategies = Array.from({length: COLOURS}, (_, i) => colour('c' + i));
        this.lines = Array.from({length: COLOURS}, (_, i) => colour('l' + i));
        this.text = '11px ' + colour('sans');
    }

    strategy(i) {
        return this.strategies[i % COLOURS];
    }

    line(i) {
        return this.lines[i % COLOURS];
    }
}

/** A colour that follows light and dark by itself, for elements. */
const strategyColour = i => `var(--c${i % COLOURS})`;
const lineColour = i => `var(--l${i % COLOURS})`;
