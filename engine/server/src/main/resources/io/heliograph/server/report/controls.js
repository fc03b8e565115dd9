// The choices: symbol, timeframe, strategies, lines.

class Controls {
    constructor(state) {
        this.state = state;
        for (const button of document.querySelectorAll('[data-do]')) {
            button.addEventListener('click', () => state.act(button.dataset.do));
        }
        byId('symbol').addEventListener('change', event => state.choose(event.target.value, state.series.timeframe));
        byId('lines-of').addEventListener('change', event => state.showLinesOf(Number(event.target.value)));
        byId('exact').addEventListener('change', event => state.showEveryDigit(event.target.checked));
    }

    /** Once: what does not change with the series. */
    draw() {
        const {data} = this.state;
        const symbols = [...new Set(data.series.map(each => each.symbol))];
        byId('symbol').replaceChildren(...symbols.map(symbol => make('option', {value: symbol}, symbol)));
        byId('symbol-label').hidden = symbols.length < 2;
    }

    /** What follows the series. */
    follow() {
        const {data, series, shownStrategies} = this.state;
        byId('symbol').value = series.symbol;
        const timeframes = data.series.filter(each => each.symbol === series.symbol).map(each => each.timeframe);
        byId('timeframes').replaceChildren(make('legend', {}, 'Timeframe'), ...timeframes.map(timeframe => {
            const radio = make('input', {type: 'radio', name: 'timeframe', value: timeframe, checked: timeframe === series.timeframe});
            radio.addEventListener('change', () => this.state.choose(series.symbol, timeframe));
            return make('label', {}, radio, make('span', {}, timeframe));
        }));
        byId('strategies').hidden = data.strategies.length === 0;
        byId('strategies').replaceChildren(make('legend', {}, 'Signals of'), ...data.strategies.map((strategy, i) => {
            const box = make('input', {type: 'checkbox', value: strategy.id, checked: shownStrategies.has(i)});
            box.addEventListener('change', () => this.state.toggle(i, box.checked));
            return make('label', {class: 'chip'}, box, make('i', {class: 'swatch', colour: strategyColour(i)}), make('span', {}, strategy.id),
                make('span', {class: 'count'}, grouped(series.signals.entries(i))));
        }));
        const owners = [...new Set(series.block.lines.map(line => line.strategy))];
        byId('lines-of').replaceChildren(...owners.map(i => make('option', {value: i}, data.strategies[i].id)), make('option', {value: -1}, 'none'));
        byId('lines-of').value = String(this.state.linesOf);
    }

    /** Beside each pane the lines in it, with their value at the cursor; below the chart those not shown. */
    legends(chart) {
        const {series, linesOf, readBar: at, isExact} = this.state;
        const chip = (line, isShown) => make('button', {type: 'button', class: 'line-chip', 'aria-pressed': String(isShown), 'data-line': line.name,
            title: isShown ? 'Hide' : 'Show', onclick: () => this.state.toggleLine(line)},
        make('i', {class: 'swatch', colour: lineColour(line.colour)}), line.name, make('span', {class: 'value'}));
        const shown = this.state.shownLines();
        const layout = chart.panes.map(pane => `${pane.name}@${pane.top}:${pane.lines.map(line => line.name)}`).join() + linesOf + series.symbol + series.timeframe;
        if (layout !== this.layout) {
            this.layout = layout;
            byId('legends').replaceChildren(...chart.panes.map(pane => {
                const legend = make('div', {}, pane.lines.map(line => chip(line, true)));
                legend.style.top = pane.top + 5 + 'px';
                return legend;
            }));
            const others = linesOf < 0 ? [] : series.linesOf(linesOf).filter(line => !shown.includes(line));
            byId('hidden-lines').replaceChildren(...(others.length ? ['More lines: ', ...others.map(line => chip(line, false))] : []));
            this.values = new Map([...byId('legends').querySelectorAll('[data-line]')].map(each => [each.dataset.line, each.querySelector('.value')]));
        }
        for (const line of shown) {
            const value = line.values[at];
            const text = at < 0 ? '' : value === value ? (isExact ? numberText(value) : significant(value, 6)) : 'undefined';
            if (this.values.has(line.name)) {
                this.values.get(line.name).textContent = text;
            }
        }
    }
}
