from datetime import datetime, timezone

from rest_framework import serializers

from .models import Patient


class PatientSerializer(serializers.ModelSerializer):
    age = serializers.SerializerMethodField()

    class Meta:
        model = Patient
        fields = [
            "id",
            "name",
            "first_name",
            "last_name",
            "date_of_birth",
            "date_of_birth_approximate",
            "age",
            "gender",
            "phone_number",
            "email",
            "address",
            "medical_history",
            "created_by",
            "created_at",
            "updated_at",
            "version",
        ]
        read_only_fields = ["id", "name", "date_of_birth_approximate", "created_by", "version"]

    def get_age(self, patient):
        born = patient.date_of_birth
        if born is None:
            return None
        today = datetime.now(timezone.utc).date()
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
