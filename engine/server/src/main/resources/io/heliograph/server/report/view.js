// Which bars are seen: from..to, counted in bars and not by the clock, so that nights and week-ends do not stretch.

const FEWEST_BARS = 12;

class View {
    constructor() {
        this.n = 0;
        this.from = 0;
        this.to = 1;
        this.listeners = [];
    }

    /** Another series: shows so many bars up to a bar. */
    reset(n, last, bars) {
        this.n = n;
        this.set(last - bars, last);
    }

    get span() {
        return this.to - this.from;
    }

    set(from, to) {
        const widest = Math.max(this.n, FEWEST_BARS);
        const span = Math.min(widest, Math.max(FEWEST_BARS, to - from));
        const middle = (from + to) / 2;
        this.from = Math.min(Math.max(0, middle - span / 2), widest - span);
        this.to = this.from + span;
        this.listeners.forEach(listener => listener());
    }

    /** More than 1 shows more bars; the bar at the anchor stays where it is. */
    zoom(factor, anchor = (this.from + this.to) / 2) {
        const span = Math.min(Math.max(this.n, FEWEST_BARS), Math.max(FEWEST_BARS, this.span * factor));
        const from = anchor - (anchor - this.from) * span / this.span;
        this.set(from, from + span);
    }

    pan(bars) {
        this.set(this.from + bars, this.to + bars);
    }

    all() {
        this.set(0, this.n);
    }

    centre(bar, bars = this.span) {
        this.set(bar + 0.5 - bars / 2, bar + 0.5 + bars / 2);
    }

    get firstBar() {
        return Math.max(0, Math.floor(this.from));
    }

    get endBar() {
        return Math.min(this.n, Math.ceil(this.to));
    }
}
