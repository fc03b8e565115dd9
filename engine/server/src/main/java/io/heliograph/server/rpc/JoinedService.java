package io.heliograph.server.rpc;

import io.grpc.BindableService;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One service of the contract some of whose methods are answered elsewhere than the rest. */
public final class JoinedService implements BindableService {
    private final BindableService base;
    private final List<ServerMethodDefinition<?, ?>> methods;

    /**
     * @param base answers every method but those
     * @param methods stand in the place of the base's methods with their names
     */
    public JoinedService(BindableService base, List<ServerMethodDefinition<?, ?>> methods) {
        this.base = base;
        this.methods = List.copyOf(methods);
    }

    /** The methods of a service with these names alone. */
    public static List<ServerMethodDefinition<?, ?>> only(ServerServiceDefinition service, String... names) {
        List<String> wanted = List.of(names);
        return service.getMethods().stream()
                .filter(method -> wanted.contains(method.getMethodDescriptor().getBareMethodName()))
                .<ServerMethodDefinition<?, ?>>map(method -> method)
                .toList();
    }

    @Override
    public ServerServiceDefinition bindService() {
        ServerServiceDefinition whole = base.bindService();
        Map<String, ServerMethodDefinition<?, ?>> byName = new HashMap<>();
        whole.getMethods().forEach(method -> byName.put(nameOf(method), method));
        for (ServerMethodDefinition<?, ?> method : methods) {
            if (byName.put(nameOf(method), method) == null) {
                throw new IllegalArgumentException("expected a method of the service: service="
                        + whole.getServiceDescriptor().getName() + " method=" + nameOf(method));
            }
        }
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
                        whole.getServiceDescriptor().getName())
                .setSchemaDescriptor(whole.getServiceDescriptor().getSchemaDescriptor());
        byName.values().forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(descriptor.build());
        byName.values().forEach(definition::addMethod);
        return definition.build();
    }

    private static String nameOf(ServerMethodDefinition<?, ?> method) {
        return method.getMethodDescriptor().getFullMethodName();
    }
}
