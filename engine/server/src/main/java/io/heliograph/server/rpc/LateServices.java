package io.heliograph.server.rpc;

import io.grpc.BindableService;
import io.grpc.HandlerRegistry;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Services that cannot be made before the journal is open: announced when the port is bound, so that their callers hear
 * why they have to wait, and put in their place later.
 */
final class LateServices extends HandlerRegistry {
    private final Map<String, ServerServiceDefinition> services = new ConcurrentHashMap<>();

    /** Puts a service in the place of the one under its name. */
    void put(BindableService service) {
        ServerServiceDefinition definition = Malformed.tolerate(service.bindService());
        services.put(definition.getServiceDescriptor().getName(), definition);
    }

    @Override
    public List<ServerServiceDefinition> getServices() {
        return List.copyOf(services.values());
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, String authority) {
        int slash = method.lastIndexOf('/');
        ServerServiceDefinition service = slash < 0 ? null : services.get(method.substring(0, slash));
        return service == null ? null : service.getMethod(method);
    }
}
