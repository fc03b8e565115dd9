// The page: reads the data block, holds what is chosen, and tells the parts.

const OPENING_BARS = 180;

class Page {
    constructor(data) {
        this.data = data;
        this.all = data.series.map(block => new Series(data, block));
        this.shownStrategies = new Set(data.strategies.map((_, i) => i));
        this.hiddenLines = new Map();
        this.changes = data.changes ? new Changes(data, this) : null;
        this.selected = -1;
        this.isExact = false;
        this.cursor = -1;
        this.pointerY = -1;
        this.view = new View();
        this.palette = new Palette();
        this.chart = new Chart(byId('chart'), this.view, this.palette, this);
        this.overview = new Overview(byId('overview'), this.view, this.palette, this);
        this.tip = new Tip(byId('tip'), this.chart, this);
        this.listing = new Listing(this.view, this);
        this.controls = new Controls(this);
        new Movement(this.chart, this.tip, this);
        this.chart.drawn = () => this.controls.legends(this.chart);
        this.status = whenQuiet(() => this.say(), 250);
        this.view.listeners.push(this.status, () => this.tip.show(null), oncePerFrame(() => this.series && this.read()));
        matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.recolour());
        addEventListener('beforeprint', () => this.paper(true));
        addEventListener('afterprint', () => this.paper(false));
    }

    open() {
        this.controls.draw();
        byId('listing').open = innerWidth > 720;
        drawKey();
        drawFigures(this.data, false);
        drawReliability(this.data);
        drawQuality(this.data);
        drawIdentity(this.data);
        drawSummary(this.data, this.all);
        this.changes?.draw();
        if (this.all.length > 0) {
            const busiest = this.all.reduce((best, each) => each.block.signals.count > best.block.signals.count ? each : best);
            this.choose(busiest.symbol, busiest.timeframe);
        } else {
            document.querySelectorAll('.toolbar, #strategies, #stage, #overview, .key, #listing').forEach(each => each.hidden = true);
            byId('reading').textContent = 'No bar was closed, so there is nothing to draw.';
        }
    }

    /** Another symbol or timeframe; a symbol without that timeframe shows its first. */
    choose(symbol, timeframe) {
        const before = this.series;
        const middle = before && before.n ? before.start(Math.min(before.n - 1, Math.floor((this.view.from + this.view.to) / 2))) : null;
        const ofSymbol = this.all.filter(each => each.symbol === symbol);
        this.series = ofSymbol.find(each => each.timeframe === timeframe) ?? ofSymbol[0];
        this.selected = this.cursor = -1;
        const owners = this.series.block.lines.map(line => line.strategy);
        const withBands = this.series.block.lines.find(line => line.overlay)?.strategy;
        this.linesOf = owners.includes(this.linesOf) ? this.linesOf : withBands ?? owners[0] ?? -1;
        const {n, signals} = this.series;
        const last = signals.count ? signals.bar(signals.count - 1) + 12 : n;
        const bars = n <= OPENING_BARS * 2 ? n : OPENING_BARS * (byId('stage').clientWidth < 600 ? 0.4 : 1);
        this.view.reset(n, bars === n ? n : Math.min(n, last), bars);
        if (middle !== null && bars !== n) {
            this.view.centre(this.series.barAt(middle));
        }
        this.controls.follow();
        this.point(-1);
        this.refresh();
    }

    toggle(strategy, isShown) {
        isShown ? this.shownStrategies.add(strategy) : this.shownStrategies.delete(strategy);
        this.shownStrategies = new Set([...this.shownStrategies].sort((a, b) => a - b));
        this.refresh();
    }

    showEveryDigit(isExact) {
        this.isExact = isExact;
        drawFigures(this.data, isExact);
        this.refresh();
    }

    showLinesOf(strategy) {
        this.linesOf = strategy;
        this.refresh();
    }

    /** At first the overlays and the first two panes; what was chosen is kept for each strategy. */
    hiddenOf(strategy) {
        let hidden = this.hiddenLines.get(strategy);
        if (!hidden) {
            hidden = new Set(panesOf(this.series.linesOf(strategy)).slice(2).flatMap(pane => pane.lines.map(line => line.name)));
            this.hiddenLines.set(strategy, hidden);
        }
        return hidden;
    }

    toggleLine(line) {
        const hidden = this.hiddenOf(this.linesOf);
        hidden.has(line.name) ? hidden.delete(line.name) : hidden.add(line.name);
        this.refresh();
    }

    shownLines() {
        return this.linesOf < 0 ? [] : this.series.linesOf(this.linesOf).filter(line => !this.hiddenOf(this.linesOf).has(line.name));
    }

    /** The bar under the cursor; -1: none. */
    point(bar) {
        this.cursor = bar;
        this.read();
        this.chart.request();
    }

    /** The bar that is read: the one under the cursor, else the last in view. */
    get readBar() {
        return this.cursor >= 0 ? this.cursor : this.view.endBar - 1;
    }

    read() {
        const bar = this.readBar;
        byId('reading').replaceChildren(...(bar >= 0 ? readBar(this.series, bar) : ['No bars.']));
    }

    select(row, by) {
        this.selected = row;
        if (row >= 0 && by !== 'pointer') {
            const bar = this.series.signals.bar(row);
            this.view.centre(bar, Math.min(this.view.span, OPENING_BARS / 2));
            this.point(bar);
            this.chart.draw();
            this.tip.show(this.chart.hits.find(hit => hit.row === row) ?? null);
        }
        if (by === 'list') {
            byId('stage').scrollIntoView({block: 'nearest'});
        }
        this.chart.request();
        this.listing.request();
        this.status();
    }

    step(by) {
        const {signals} = this.series;
        const rows = signals.between(this.shownStrategies, 0, this.series.n);
        if (rows.length === 0) {
            return;
        }
        const at = rows.indexOf(this.selected);
        const middle = (this.view.from + this.view.to) / 2;
        const next = at >= 0 ? at + by : by > 0 ? rows.findIndex(row => signals.bar(row) >= middle) : rows.findLastIndex(row => signals.bar(row) < middle);
        this.select(rows[Math.min(rows.length - 1, Math.max(0, next))], 'step');
    }

    act(name) {
        const {view} = this;
        const bar = this.readBar;
        const actions = {
            left: () => view.pan(-view.span / 5),
            right: () => view.pan(view.span / 5),
            in: () => view.zoom(1 / STEP ** 2),
            out: () => view.zoom(STEP ** 2),
            all: () => view.all(),
            first: () => view.set(0, view.span),
            last: () => view.set(view.n - view.span, view.n),
            next: () => this.step(1),
            previous: () => this.step(-1),
            bar: () => this.walk(Math.min(view.n - 1, bar + 1)),
            'bar-back': () => this.walk(Math.max(0, bar - 1)),
            none: () => this.select(-1, 'key'),
        };
        actions[name]();
    }

    /** A bar of any series, in the middle of the view. */
    showBar(series, bar) {
        if (series !== this.series) {
            this.choose(series.symbol, series.timeframe);
        }
        this.view.centre(bar, Math.min(this.view.span, OPENING_BARS / 2));
        this.point(bar);
        this.refresh();
        byId('stage').scrollIntoView({block: 'nearest'});
    }

    walk(bar) {
        if (bar < this.view.from || bar >= this.view.to) {
            this.view.centre(bar);
        }
        this.point(bar);
        this.status();
    }

    refresh() {
        this.chart.request();
        this.overview.request();
        this.listing.request();
        this.status();
    }

    recolour() {
        this.palette.read();
        this.chart.request();
        this.overview.request();
    }

    /** Paper is white, and finer than a screen. */
    paper(isPrinting) {
        this.isPrinting = isPrinting;
        document.documentElement.toggleAttribute('data-paper', isPrinting);
        this.palette.read();
        this.tip.show(null);
        this.chart.draw();
        this.overview.draw();
    }

    say() {
        const {series, view, selected} = this;
        if (!series || series.n === 0) {
            return;
        }
        const last = view.endBar - 1;
        const parts = [`${series.symbol} ${series.timeframe}: bars ${grouped(view.firstBar + 1)} to ${grouped(view.endBar)} of ${grouped(series.n)}, `
            + `${timeText(series.start(view.firstBar))} to ${timeText(series.end(last))} UTC.`];
        if (selected >= 0) {
            const {signals} = series;
            parts.push(`Chosen: ${signals.side(selected)} of ${this.data.strategies[signals.strategy(selected)].id} at `
                + `${timeText(series.end(signals.bar(selected)))}, ${signals.status(selected) || signals.reason(selected)}.`);
        } else if (this.cursor >= 0) {
            parts.push(`Bar ${barText(series, this.cursor)}, close ${numberText(series.column('close')[this.cursor])}.`);
        }
        if (this.data.linesRounded && this.linesOf >= 0) {
            parts.push('Lines are rounded for size (' + [...new Set(series.linesOf(this.linesOf).map(line => line.step).filter(Boolean))].join(', ')
                + '); prices and signals are exact.');
        }
        byId('status').textContent = parts.join(' ');
    }
}

function drawSummary(data, all) {
    const symbols = [...new Set(data.series.map(each => each.symbol))];
    const named = symbols.length <= 6 ? symbols.join(', ') : `${symbols.slice(0, 5).join(', ')} and ${plural(symbols.length - 5, 'other symbol')}`;
    const withBars = all.filter(series => series.n > 0);
    const first = Math.min(...withBars.map(series => series.start(0)));
    const last = Math.max(...withBars.map(series => series.end(series.n - 1)));
    const entries = data.statistics.reduce((sum, each) => sum + each.entries, 0);
    byId('summary').textContent = [
        named || 'no symbol', plural(data.strategies.length, 'strategy', 'strategies'), plural(data.bars, 'bar'), plural(entries, 'signal'),
        withBars.length ? `${timeText(first)} to ${timeText(last)} UTC` : '',
    ].filter(Boolean).join(' · ');
    const kind = data.changes ? 'What if' : 'Backtest';
    byId('title').textContent = kind;
    document.title = `${named || 'Nothing'}: ${kind.toLowerCase()} by Heliograph`;
    byId('footer').textContent = `Written by heliograph ${data.buildVersion}. This file holds all of its data and loads nothing. `
        + `Numbers have the fewest digits that read back as the same double; where one is rounded for reading, pointing at it shows every digit.`;
}

new Page(JSON.parse(byId('data').textContent)).open();
