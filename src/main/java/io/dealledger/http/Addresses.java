package io.dealledger.http;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The addresses of the controllers that are there, with the house's rules, where no server listens: for whoever asks
 * them within the program. It has to be imported; beside a server these beans are Spring's own.
 */
@Import({AskedResolver.class, AskedBetweenResolver.class, AskedPeriodResolver.class})
public class Addresses {
    @Bean
    RequestMappingHandlerMapping requestMappingHandlerMapping() {
        RequestMappingHandlerMapping addresses = new RequestMappingHandlerMapping();
        addresses.setInterceptors(new KnownParameters());
        return addresses;
    }

    @Bean
    RequestMappingHandlerAdapter requestMappingHandlerAdapter(List<HandlerMethodArgumentResolver> resolvers) {
        ConfigurableWebBindingInitializer binding = new ConfigurableWebBindingInitializer();
        binding.setConversionService(new DefaultFormattingConversionService());
        RequestMappingHandlerAdapter adapter = new RequestMappingHandlerAdapter();
        adapter.setCustomArgumentResolvers(resolvers);
        adapter.setWebBindingInitializer(binding);
        return adapter;
    }
}
