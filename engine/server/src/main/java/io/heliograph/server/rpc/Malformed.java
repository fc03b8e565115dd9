package io.heliograph.server.rpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in the place of a request whose bytes are no message, so that it can be refused like any other.
 *
 * <p>Left alone, the library would answer such a request with UNKNOWN.
 *
 * @param problem what was wrong with the bytes
 */
record Malformed(String problem) {
    /** The same service, whose requests may arrive as {@link Malformed}; {@link CallGuard} must stand before it. */
    static ServerServiceDefinition tolerate(ServerServiceDefinition service) {
        List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
        service.getMethods().forEach(method -> methods.add(tolerant(method)));
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
                        service.getServiceDescriptor().getName())
                .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(definition::addMethod);
        return definition.build();
    }

    // A malformed request never reaches the handler, so the handler still sees its own type only.
    @SuppressWarnings("unchecked")
    private static <Q, R> ServerMethodDefinition<Q, R> tolerant(ServerMethodDefinition<Q, R> method) {
        return ServerMethodDefinition.create(
                (MethodDescriptor<Q, R>) tolerant(method.getMethodDescriptor()), method.getServerCallHandler());
    }

    private static <Q, R> MethodDescriptor<Object, R> tolerant(MethodDescriptor<Q, R> method) {
        return method.toBuilder(new Tolerant<>(method.getRequestMarshaller()), method.getResponseMarshaller())
                .build();
    }

    /** Answers a {@link Malformed} where its delegate throws. */
    private static final class Tolerant<Q> implements MethodDescriptor.Marshaller<Object> {
        private final MethodDescriptor.Marshaller<Q> delegate;

        Tolerant(MethodDescriptor.Marshaller<Q> delegate) {
            this.delegate = delegate;
        }

        @Override
        public InputStream stream(Object value) {
            throw new UnsupportedOperationException("a server sends no requests");
        }

        @Override
        public Object parse(InputStream stream) {
            try {
                return delegate.parse(stream);
            } catch (StatusRuntimeException e) {
                return new Malformed(
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            }
        }
    }
}
