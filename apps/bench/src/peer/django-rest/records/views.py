from django.db import transaction
from rest_framework import mixins, viewsets
from rest_framework.pagination import CursorPagination

from .models import Patient
from .serializers import PatientSerializer


class NewestFirst(CursorPagination):
    """Keyset pagination: no rows are counted."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200


class PatientViewSet(
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.CreateModelMixin,
    viewsets.GenericViewSet,
):
    serializer_class = PatientSerializer
    pagination_class = NewestFirst

    def get_queryset(self):
        return Patient.objects.filter(practice_id=self.request.auth["practice_id"])

    @transaction.atomic
    def perform_create(self, serializer):
        names = serializer.validated_data
        serializer.save(
            name=f"{names['first_name']} {names['last_name']}",
            practice_id=self.request.auth["practice_id"],
            created_by=self.request.auth["user_id"],
        )
