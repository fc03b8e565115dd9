package io.heliograph.server.faults;

/**
 * What came of simulations.
 *
 * @param starts of engines
 * @param powerCuts of the engine's machine
 * @param events in the logs at the end
 * @param signals in the logs at the end
 * @param stored outputs in the databases at the end
 * @param parked those of them whose rows were refused
 */
record SimulationFigures(long starts, long powerCuts, long events, long signals, long stored, long parked) {
    static final SimulationFigures NONE = new SimulationFigures(0, 0, 0, 0, 0, 0);
    static final SimulationFigures ONE_START = new SimulationFigures(1, 0, 0, 0, 0, 0);

    SimulationFigures plus(SimulationFigures other) {
        return new SimulationFigures(
                starts + other.starts,
                powerCuts + other.powerCuts,
                events + other.events,
                signals + other.signals,
                stored + other.stored,
                parked + other.parked);
    }

    @Override
    public String toString() {
        return "starts=" + starts + " power_cuts=" + powerCuts + " events=" + events + " signals=" + signals
                + " stored=" + stored + " parked=" + parked;
    }
}
